import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Comments that readers post here, and what becomes of them. Nothing names a reader: `reader_hash` is made with the salt of a day, and the salt is
 * thrown away. Only what readers see is announced, so that a flood of comments that wait drops no kept answer.
 */
export class CommentModeration1764800000000 implements MigrationInterface {
  name = 'CommentModeration1764800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE comments ADD COLUMN moderated_by text, ADD COLUMN moderated_at timestamptz(3), ADD COLUMN report_count integer NOT NULL DEFAULT 0,
        ADD COLUMN reader_hash text, ADD COLUMN text_key text, ADD COLUMN text_sketch bigint;
      COMMENT ON COLUMN comments.moderated_by IS 'the person who decided last; null while only rules and origins did';
      COMMENT ON COLUMN comments.report_count IS 'readers who reported it since a person decided';
      COMMENT ON COLUMN comments.reader_hash IS 'of an address with the salt of the day; null for what was imported';
      CREATE INDEX comments_reader_idx ON comments (reader_hash, created_at) WHERE reader_hash IS NOT NULL;
      CREATE INDEX comments_text_idx ON comments (text_key, created_at) WHERE text_key IS NOT NULL;
      CREATE INDEX comments_posted_idx ON comments (created_at, article_id, text_sketch) WHERE reader_hash IS NOT NULL;
      CREATE INDEX comments_queue_idx ON comments (sorted_at, id) WHERE status = 'PENDING' OR report_count >= 3;
      CREATE INDEX comments_status_idx ON comments (status, sorted_at, id);

      CREATE TABLE comment_decisions (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        comment_id bigint NOT NULL REFERENCES comments ON DELETE CASCADE,
        from_status text,
        to_status text NOT NULL,
        phase text,
        rule text,
        reason text,
        decided_by text,
        decided_at timestamptz(3) NOT NULL DEFAULT now()
      );
      COMMENT ON COLUMN comment_decisions.phase IS 'the phase of moderation that decided; null when a person did';
      CREATE INDEX comment_decisions_comment_idx ON comment_decisions (comment_id, id);

      CREATE TABLE comment_reports (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        comment_id bigint NOT NULL REFERENCES comments ON DELETE CASCADE,
        reader_hash text NOT NULL,
        reason text,
        reported_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT comment_reports_reader_key UNIQUE (comment_id, reader_hash)
      );

      CREATE TABLE comment_words (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        word text NOT NULL CONSTRAINT comment_words_word_key UNIQUE,
        status text NOT NULL CHECK (status IN ('PENDING', 'REJECTED', 'SPAM')),
        added_by text NOT NULL,
        added_at timestamptz(3) NOT NULL DEFAULT now()
      );

      CREATE TABLE reader_salts (day date PRIMARY KEY, salt text NOT NULL);
      COMMENT ON TABLE reader_salts IS 'of today and yesterday; with an older one gone, no hash of that day leads to an address';

      INSERT INTO list_counts (list, count) SELECT 'comments:' || s, (SELECT count(*) FROM comments WHERE status = s) FROM unnest(ARRAY['PENDING', 'APPROVED', 'REJECTED', 'SPAM']) s;
      INSERT INTO list_counts (list, count) SELECT 'commentsToModerate', count(*) FROM comments WHERE status = 'PENDING' OR report_count >= 3;

      CREATE FUNCTION comment_lists(status text, report_count integer) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
        SELECT CASE WHEN status = 'PENDING' OR report_count >= 3 THEN ARRAY['comments:' || status, 'commentsToModerate'] ELSE ARRAY['comments:' || status] END
      $$;
      CREATE FUNCTION add_to_list_counts(lists text[], changes integer[]) RETURNS void LANGUAGE sql AS $$
        WITH changed AS (
          SELECT list, sum(change) AS change FROM unnest(lists, changes) AS c (list, change) GROUP BY list HAVING sum(change) <> 0
        ), locked AS (
          SELECT l.list, c.change FROM list_counts l JOIN changed c USING (list) ORDER BY l.list FOR NO KEY UPDATE OF l
        )
        UPDATE list_counts l SET count = l.count + k.change FROM locked k WHERE l.list = k.list
      $$;
      CREATE FUNCTION count_comments() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'INSERT' THEN
          PERFORM add_to_list_counts(array_agg(list), array_agg(1)) FROM added n, unnest(comment_lists(n.status, n.report_count)) AS list;
        ELSIF TG_OP = 'DELETE' THEN
          PERFORM add_to_list_counts(array_agg(list), array_agg(-1)) FROM removed o, unnest(comment_lists(o.status, o.report_count)) AS list;
        ELSE
          PERFORM add_to_list_counts(array_agg(list), array_agg(change)) FROM (
            SELECT list, 1 AS change FROM added n JOIN removed o USING (id), unnest(comment_lists(n.status, n.report_count)) AS list WHERE (n.status, n.report_count) <> (o.status, o.report_count)
            UNION ALL SELECT list, -1 FROM added n JOIN removed o USING (id), unnest(comment_lists(o.status, o.report_count)) AS list WHERE (n.status, n.report_count) <> (o.status, o.report_count)) AS both_sides;
        END IF;
        RETURN NULL;
      END $$;

      CREATE FUNCTION announce_shown_comments() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE keys text;
      BEGIN
        IF TG_OP = 'INSERT' THEN
          SELECT string_agg(id::text, ',') INTO keys FROM added WHERE status = 'APPROVED';
        ELSIF TG_OP = 'DELETE' THEN
          SELECT string_agg(id::text, ',') INTO keys FROM removed WHERE status = 'APPROVED';
        ELSE
          SELECT string_agg(n.id::text, ',') INTO keys FROM added n JOIN removed o USING (id) WHERE 'APPROVED' IN (n.status, o.status);
        END IF;
        IF keys IS NOT NULL THEN
          PERFORM pg_notify('ibid_changes', TG_TABLE_NAME || ':' || TG_OP || ':' || CASE WHEN length(keys) < 7000 THEN keys ELSE '*' END);
        END IF;
        RETURN NULL;
      END $$;
      DROP TRIGGER announce_comments_insert ON comments;
      DROP TRIGGER announce_comments_delete ON comments;
      DROP TRIGGER announce_comments_update ON comments;
    `);
    await createTriggers(runner, 'announce_comments', 'comments', 'announce_shown_comments()');
    await createTriggers(runner, 'count_comments', 'comments', 'count_comments()');
    for (const table of ['comment_decisions', 'comment_words']) await createTriggers(runner, `announce_${table}`, table, `announce_change('id')`);
    await createTriggers(runner, 'announce_comment_reports', 'comment_reports', `announce_change('comment_id')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION announce_shown_comments, count_comments CASCADE;
      DROP FUNCTION add_to_list_counts, comment_lists;
      DELETE FROM list_counts WHERE list LIKE 'comments%';
      DROP TABLE reader_salts, comment_words, comment_reports, comment_decisions;
      DROP INDEX comments_reader_idx, comments_text_idx, comments_posted_idx, comments_queue_idx, comments_status_idx;
      ALTER TABLE comments DROP COLUMN moderated_by, DROP COLUMN moderated_at, DROP COLUMN report_count, DROP COLUMN reader_hash, DROP COLUMN text_key, DROP COLUMN text_sketch;
    `);
    await createTriggers(runner, 'announce_comments', 'comments', `announce_change('id')`);
  }
}

/** One statement trigger for each kind of write, with the rows as `added` and `removed`. */
async function createTriggers(runner: QueryRunner, name: string, table: string, call: string): Promise<void> {
  for (const [kind, rows] of [['insert', 'NEW TABLE AS added'], ['delete', 'OLD TABLE AS removed'], ['update', 'NEW TABLE AS added OLD TABLE AS removed']]) {
    await runner.query(`CREATE TRIGGER ${name}_${kind} AFTER ${kind} ON ${table} REFERENCING ${rows} FOR EACH STATEMENT EXECUTE FUNCTION ${call}`);
  }
}
