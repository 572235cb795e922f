import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists whose length is kept, with the condition under which a row counts. */
const counted: readonly [list: string, table: string, condition: string][] = [
  ['citedPublishers', 'publishers', 'citation_count > 0'], ['citedAuthors', 'cited_authors', 'citation_count > 0'],
];

/**
 * A trigger is planned once a connection, by the number of rows of its first statement. A plan for one row must not meet thousands, nor the other
 * way round: the other tables are always entered by an index, and the changed rows are never joined with each other.
 */
const byIndex = 'SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off';

/**
 * Who relies on whom, and what the archive leans on, kept up to date by statement triggers in the writer's transaction, so that asking does not
 * grow with the archive. Each number is a sum over joined tables (authorships × citations × sources, or sources × their authors). One statement
 * changes one of them; its trigger joins the changed rows with the others as they stand then. So the order in which tables are written is free.
 * Locks are taken in one order: sources, publishers, citation_counts, cited_authors, citing_authors, reliances, and by key within each.
 */
export class CitationStatistics1764550000000 implements MigrationInterface {
  name = 'CitationStatistics1764550000000';

  async up(runner: QueryRunner): Promise<void> {
    // Filled before they have indexes: three million lines are counted in seconds. Without foreign keys: a row follows from rows that have them, and
    // looking both ends up again was half of what a new row costs.
    await runner.query(`
      CREATE TABLE reliances (author_id bigint NOT NULL, publisher_id bigint NOT NULL, citation_count integer NOT NULL, first_cited timestamptz(3) NOT NULL, last_cited timestamptz(3) NOT NULL);
      COMMENT ON TABLE reliances IS 'how often published articles of an author cite sources of a publisher; no row for never';
      INSERT INTO reliances SELECT x.author_id, s.publisher_id, count(*), min(c.cited_at), max(c.cited_at)
        FROM citations c JOIN authorships x USING (article_id) JOIN sources s ON s.id = c.source_id WHERE c.cited_at IS NOT NULL AND s.publisher_id IS NOT NULL GROUP BY 1, 2`);
    await runner.query(`
      ALTER TABLE reliances ADD PRIMARY KEY (author_id, publisher_id);
      CREATE INDEX reliances_author_idx ON reliances (author_id, citation_count DESC, publisher_id DESC);
      CREATE INDEX reliances_publisher_idx ON reliances (publisher_id, citation_count DESC, author_id DESC)`);
    await runner.query(`
      CREATE TABLE citing_authors (author_id bigint NOT NULL, citation_count integer NOT NULL);
      COMMENT ON TABLE citing_authors IS 'lines with a known source in the published articles of an author';
      INSERT INTO citing_authors SELECT x.author_id, count(*) FROM citations c JOIN authorships x USING (article_id) JOIN sources s ON s.id = c.source_id WHERE c.cited_at IS NOT NULL GROUP BY 1;
      ALTER TABLE citing_authors ADD PRIMARY KEY (author_id)`);
    await runner.query(`
      CREATE TABLE cited_authors (author_id bigint NOT NULL, citation_count integer NOT NULL);
      COMMENT ON TABLE cited_authors IS 'lines of published articles that cite a source of an author';
      INSERT INTO cited_authors SELECT x.author_id, sum(s.citation_count) FROM sources s JOIN source_authors x ON x.source_id = s.id WHERE s.citation_count > 0 GROUP BY 1;
      ALTER TABLE cited_authors ADD PRIMARY KEY (author_id);
      CREATE INDEX cited_authors_most_cited_idx ON cited_authors (citation_count DESC, author_id DESC)`);
    await runner.query(`
      CREATE TABLE citation_counts (grouping text NOT NULL CHECK (grouping IN ('ALL', 'TYPE', 'YEAR')), label text NOT NULL, citation_count bigint NOT NULL, PRIMARY KEY (grouping, label));
      COMMENT ON TABLE citation_counts IS 'lines of published articles with a known source: all (label is empty), by its type, by its year'`);
    await keepReliances(runner);
    await keepGroups(runner);
    await runner.query(`SELECT change_citation_counts(array_agg(type), array_agg(issued), array_agg(change))
      FROM (SELECT type, issued, sum(citation_count) AS change FROM sources WHERE citation_count > 0 GROUP BY 1, 2) AS there`);
    for (const [list, table, condition] of counted) {
      await runner.query(`INSERT INTO list_counts (list, count) SELECT $1, count(*) FROM ${table} WHERE ${condition}`, [list]);
      await createTriggers(runner, `count_cited_${table}`, table, `keep_list_count('${list}', '${condition}')`);
    }
    // Rows are not kept by key, so a message need not name them.
    await runner.query(`
      CREATE FUNCTION announce_statistics() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('ibid_changes', TG_TABLE_NAME || ':' || TG_OP || ':*');
        RETURN NULL;
      END $$;
    `);
    for (const table of ['reliances', 'citing_authors', 'cited_authors', 'citation_counts']) {
      await runner.query(`CREATE TRIGGER announce_${table} AFTER INSERT OR UPDATE OR DELETE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION announce_statistics()`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION keep_reliances_of_citations, keep_reliances_of_authorships, keep_statistics_of_sources, keep_counts_of_source_authors, forget_source, forget_article CASCADE;
      DROP FUNCTION change_reliances, change_citation_counts, change_cited_authors;
      DROP TABLE reliances, citing_authors, cited_authors, citation_counts;
      DROP FUNCTION announce_statistics;
      DELETE FROM list_counts WHERE list IN (${counted.map(([list]) => `'${list}'`).join(', ')});
    `);
    for (const [, table] of counted) {
      if (table === 'cited_authors') continue; // gone with its triggers
      for (const kind of ['insert', 'delete', 'update']) await runner.query(`DROP TRIGGER count_cited_${table}_${kind} ON ${table}`);
    }
  }
}

/** `reliances` and `citing_authors`: sums over authorships × visible citations × sources. */
async function keepReliances(runner: QueryRunner): Promise<void> {
  await runner.query(`
    -- Takes one entry a line and author that was added (1) or removed (-1); a line that is removed and added again changes nothing.
    -- When the first or the last line of a pair went, what is first or last now is looked up among the lines of the author.
    CREATE FUNCTION change_reliances(authors bigint[], publishers bigint[], instants timestamptz[], changes integer[]) RETURNS void LANGUAGE plpgsql ${byIndex} AS $$
    DECLARE shrunk_authors bigint[]; shrunk_publishers bigint[];
    BEGIN
      IF authors IS NULL THEN RETURN; END IF;
      INSERT INTO citing_authors AS k (author_id, citation_count)
      SELECT id, sum(change) FROM unnest(authors, changes) AS c (id, change) GROUP BY id HAVING sum(change) <> 0 ORDER BY id
      ON CONFLICT (author_id) DO UPDATE SET citation_count = k.citation_count + excluded.citation_count;

      INSERT INTO reliances AS r (author_id, publisher_id, citation_count, first_cited, last_cited)
      SELECT author_id, publisher_id, sum(change)::integer, COALESCE(min(cited_at) FILTER (WHERE change > 0), min(cited_at)), COALESCE(max(cited_at) FILTER (WHERE change > 0), max(cited_at))
      FROM (
        SELECT author_id, publisher_id, cited_at, sum(change) AS change FROM unnest(authors, publishers, instants, changes) AS c (author_id, publisher_id, cited_at, change)
        WHERE publisher_id IS NOT NULL GROUP BY 1, 2, 3 HAVING sum(change) <> 0) AS lines
      GROUP BY 1, 2 ORDER BY 1, 2
      ON CONFLICT (author_id, publisher_id) DO UPDATE SET citation_count = r.citation_count + excluded.citation_count,
        first_cited = LEAST(r.first_cited, excluded.first_cited), last_cited = GREATEST(r.last_cited, excluded.last_cited);

      IF NOT -1 = ANY(changes) THEN RETURN; END IF;
      SELECT array_agg(r.author_id), array_agg(r.publisher_id) INTO shrunk_authors, shrunk_publishers
      FROM (
        SELECT author_id, publisher_id, min(cited_at) AS first_removed, max(cited_at) AS last_removed FROM (
          SELECT author_id, publisher_id, cited_at FROM unnest(authors, publishers, instants, changes) AS c (author_id, publisher_id, cited_at, change)
          WHERE publisher_id IS NOT NULL GROUP BY 1, 2, 3 HAVING sum(change) < 0) AS lines
        GROUP BY 1, 2) AS gone
      JOIN reliances r ON r.author_id = gone.author_id AND r.publisher_id = gone.publisher_id
      WHERE r.citation_count <= 0 OR gone.first_removed <= r.first_cited OR gone.last_removed >= r.last_cited;
      IF shrunk_authors IS NULL THEN RETURN; END IF;
      DELETE FROM reliances r USING unnest(shrunk_authors, shrunk_publishers) AS c (author_id, publisher_id)
      WHERE r.author_id = c.author_id AND r.publisher_id = c.publisher_id AND r.citation_count <= 0;
      UPDATE reliances r SET first_cited = f.first_cited, last_cited = f.last_cited FROM (
        SELECT x.author_id, s.publisher_id, min(c.cited_at) AS first_cited, max(c.cited_at) AS last_cited
        FROM authorships x JOIN articles a ON a.id = x.article_id -- an article that is being deleted still has its lines here
        JOIN citations c ON c.article_id = a.id JOIN sources s ON s.id = c.source_id
        WHERE x.author_id = ANY(shrunk_authors) AND s.publisher_id = ANY(shrunk_publishers) AND c.cited_at IS NOT NULL
        GROUP BY 1, 2) AS f
      WHERE r.author_id = f.author_id AND r.publisher_id = f.publisher_id AND (r.first_cited, r.last_cited) <> (f.first_cited, f.last_cited);
    END $$;

    CREATE FUNCTION keep_reliances_of_citations() RETURNS trigger LANGUAGE plpgsql ${byIndex} AS $$
    BEGIN
      IF TG_OP = 'INSERT' THEN
        PERFORM change_reliances(array_agg(x.author_id), array_agg(s.publisher_id), array_agg(c.cited_at), array_agg(1))
        FROM added c JOIN authorships x ON x.article_id = c.article_id JOIN sources s ON s.id = c.source_id WHERE c.cited_at IS NOT NULL;
      ELSIF TG_OP = 'DELETE' THEN
        PERFORM change_reliances(array_agg(x.author_id), array_agg(s.publisher_id), array_agg(c.cited_at), array_agg(-1))
        FROM removed c JOIN authorships x ON x.article_id = c.article_id JOIN sources s ON s.id = c.source_id WHERE c.cited_at IS NOT NULL;
      ELSE
        PERFORM change_reliances(array_agg(x.author_id), array_agg(s.publisher_id), array_agg(c.cited_at), array_agg(change))
        FROM (SELECT article_id, source_id, cited_at, 1 AS change FROM added UNION ALL SELECT article_id, source_id, cited_at, -1 FROM removed) AS c
        JOIN authorships x ON x.article_id = c.article_id JOIN sources s ON s.id = c.source_id WHERE c.cited_at IS NOT NULL;
      END IF;
      RETURN NULL;
    END $$;

    CREATE FUNCTION keep_reliances_of_authorships() RETURNS trigger LANGUAGE plpgsql ${byIndex} AS $$
    BEGIN
      IF TG_OP <> 'DELETE' THEN
        PERFORM change_reliances(array_agg(x.author_id), array_agg(s.publisher_id), array_agg(c.cited_at), array_agg(1))
        FROM added x JOIN citations c ON c.article_id = x.article_id JOIN sources s ON s.id = c.source_id WHERE c.cited_at IS NOT NULL;
      END IF;
      IF TG_OP <> 'INSERT' THEN
        PERFORM change_reliances(array_agg(x.author_id), array_agg(s.publisher_id), array_agg(c.cited_at), array_agg(-1))
        FROM removed x JOIN citations c ON c.article_id = x.article_id JOIN sources s ON s.id = c.source_id WHERE c.cited_at IS NOT NULL;
      END IF;
      RETURN NULL;
    END $$;

    -- After each row, under a name that sorts before those of foreign keys (RI_…). These delete the lines and the authors of the article, and the
    -- triggers of both run when both are gone: neither finds the other side any more.
    CREATE FUNCTION forget_article() RETURNS trigger LANGUAGE plpgsql ${byIndex} AS $$
    BEGIN
      PERFORM change_reliances(array_agg(x.author_id), array_agg(s.publisher_id), array_agg(c.cited_at), array_agg(-1))
      FROM authorships x JOIN citations c ON c.article_id = x.article_id JOIN sources s ON s.id = c.source_id WHERE x.article_id = OLD.id AND c.cited_at IS NOT NULL;
      RETURN NULL;
    END $$;
    CREATE TRIGGER "Forget_article" AFTER DELETE ON articles FOR EACH ROW EXECUTE FUNCTION forget_article();
  `);
  await createTriggers(runner, 'keep_reliances', 'citations', 'keep_reliances_of_citations()');
  await createTriggers(runner, 'keep_reliances', 'authorships', 'keep_reliances_of_authorships()');
}

/** `citation_counts` and `cited_authors`: sums of the counts that sources have; and what a source means to `reliances`. */
async function keepGroups(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE FUNCTION change_citation_counts(types text[], dates text[], changes bigint[]) RETURNS void LANGUAGE sql AS $$
      INSERT INTO citation_counts AS k (grouping, label, citation_count)
      SELECT g.grouping, g.label, sum(c.change)
      FROM (SELECT type, date, sum(change) AS change FROM unnest(types, dates, changes) AS c (type, date, change) GROUP BY 1, 2 HAVING sum(change) <> 0) AS c
      CROSS JOIN LATERAL (VALUES ('ALL', ''), ('TYPE', c.type), ('YEAR', substring(c.date FROM '^-?[0-9]+'))) AS g (grouping, label)
      WHERE g.label IS NOT NULL GROUP BY 1, 2 HAVING sum(c.change) <> 0 ORDER BY 1, 2
      ON CONFLICT (grouping, label) DO UPDATE SET citation_count = k.citation_count + excluded.citation_count
    $$;

    CREATE FUNCTION change_cited_authors(authors bigint[], changes bigint[]) RETURNS void LANGUAGE sql AS $$
      INSERT INTO cited_authors AS k (author_id, citation_count)
      SELECT id, sum(change) FROM unnest(authors, changes) AS c (id, change) GROUP BY id HAVING sum(change) <> 0 ORDER BY id
      ON CONFLICT (author_id) DO UPDATE SET citation_count = k.citation_count + excluded.citation_count
    $$;

    CREATE FUNCTION keep_statistics_of_sources() RETURNS trigger LANGUAGE plpgsql ${byIndex} AS $$
    BEGIN
      IF TG_OP = 'INSERT' THEN
        PERFORM change_citation_counts(array_agg(type), array_agg(issued), array_agg(citation_count)) FROM added WHERE citation_count <> 0;
        -- Lines may stand before the source that they cite.
        PERFORM change_reliances(array_agg(x.author_id), array_agg(s.publisher_id), array_agg(c.cited_at), array_agg(1))
        FROM added s JOIN citations c ON c.source_id = s.id JOIN authorships x ON x.article_id = c.article_id WHERE c.cited_at IS NOT NULL;
      ELSE
        PERFORM change_citation_counts(array_agg(type), array_agg(issued), array_agg(change)) FROM (
          SELECT type, issued, citation_count AS change FROM added UNION ALL SELECT type, issued, -citation_count FROM removed) AS both_sides;
        PERFORM change_cited_authors(array_agg(x.author_id), array_agg(s.change)) FROM (
          SELECT id, sum(change) AS change FROM (SELECT id, citation_count AS change FROM added UNION ALL SELECT id, -citation_count FROM removed) AS both_sides
          GROUP BY id HAVING sum(change) <> 0) AS s
        JOIN source_authors x ON x.source_id = s.id;
        PERFORM change_reliances(array_agg(x.author_id), array_agg(s.publisher_id), array_agg(c.cited_at), array_agg(s.change)) FROM (
          SELECT id, publisher_id, sum(change)::integer AS change FROM (SELECT id, publisher_id, 1 AS change FROM added UNION ALL SELECT id, publisher_id, -1 FROM removed) AS both_sides
          GROUP BY id, publisher_id HAVING sum(change) <> 0) AS s
        JOIN citations c ON c.source_id = s.id JOIN authorships x ON x.article_id = c.article_id WHERE c.cited_at IS NOT NULL;
      END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER keep_statistics_insert AFTER INSERT ON sources REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_statistics_of_sources();
    CREATE TRIGGER keep_statistics_update AFTER UPDATE ON sources REFERENCING NEW TABLE AS added OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION keep_statistics_of_sources();

    -- As with articles: foreign keys take the source from its lines and its authors, and then nobody knows what it counted for.
    CREATE FUNCTION forget_source() RETURNS trigger LANGUAGE plpgsql ${byIndex} AS $$
    BEGIN
      PERFORM change_citation_counts(ARRAY[OLD.type], ARRAY[OLD.issued], ARRAY[-OLD.citation_count]);
      PERFORM change_cited_authors(array_agg(author_id), array_agg(-OLD.citation_count)) FROM source_authors WHERE source_id = OLD.id;
      PERFORM change_reliances(array_agg(x.author_id), array_agg(OLD.publisher_id), array_agg(c.cited_at), array_agg(-1))
      FROM citations c JOIN authorships x ON x.article_id = c.article_id WHERE c.source_id = OLD.id AND c.cited_at IS NOT NULL;
      RETURN NULL;
    END $$;
    CREATE TRIGGER "Forget_source" AFTER DELETE ON sources FOR EACH ROW EXECUTE FUNCTION forget_source();

    CREATE FUNCTION keep_counts_of_source_authors() RETURNS trigger LANGUAGE plpgsql ${byIndex} AS $$
    BEGIN
      IF TG_OP = 'INSERT' THEN
        PERFORM change_cited_authors(array_agg(x.author_id), array_agg(s.citation_count)) FROM added x JOIN sources s ON s.id = x.source_id WHERE s.citation_count <> 0;
      ELSIF TG_OP = 'DELETE' THEN
        PERFORM change_cited_authors(array_agg(x.author_id), array_agg(-s.citation_count)) FROM removed x JOIN sources s ON s.id = x.source_id WHERE s.citation_count <> 0;
      ELSE
        PERFORM change_cited_authors(array_agg(x.author_id), array_agg(x.side * s.citation_count))
        FROM (SELECT source_id, author_id, 1 AS side FROM added UNION ALL SELECT source_id, author_id, -1 FROM removed) AS x JOIN sources s ON s.id = x.source_id;
      END IF;
      RETURN NULL;
    END $$;
  `);
  await createTriggers(runner, 'keep_counts', 'source_authors', 'keep_counts_of_source_authors()');
}

/** One statement trigger for each kind of write, with the rows as `added` and `removed`. */
async function createTriggers(runner: QueryRunner, name: string, table: string, call: string): Promise<void> {
  for (const [kind, rows] of [['insert', 'NEW TABLE AS added'], ['delete', 'OLD TABLE AS removed'], ['update', 'NEW TABLE AS added OLD TABLE AS removed']]) {
    await runner.query(`CREATE TRIGGER ${name}_${kind} AFTER ${kind} ON ${table} REFERENCING ${rows} FOR EACH STATEMENT EXECUTE FUNCTION ${call}`);
  }
}
