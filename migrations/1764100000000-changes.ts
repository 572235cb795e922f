import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables whose changes servers hear of, with the column whose values a message names: the key that rows are cached by. */
const announced: readonly [table: string, column: string][] = [
  ['articles', 'id'], ['authorships', 'article_id'], ['authors', 'id'], ['author_aliases', 'author_id'], ['publishers', 'id'], ['publisher_aliases', 'publisher_id'],
  ['sources', 'id'], ['source_authors', 'source_id'], ['citations', 'id'], ['comments', 'id'], ['historical_events', 'id'], ['event_mentions', 'event_id'], ['origins', 'id'],
];

/** Whole lists whose length is kept, with the condition under which a row counts. */
const counted: readonly [list: string, table: string, condition: string][] = [
  ['articles', 'articles', `status = 'PUBLISHED'`], ['authors', 'authors', 'true'], ['publishers', 'publishers', 'true'], ['sources', 'sources', 'true'],
  ['historicalEvents', 'historical_events', 'visible'], ['origins', 'origins', 'true'],
];

/**
 * Every write says which rows it touched, in its own transaction (NOTIFY is delivered at commit), so that servers drop what they keep;
 * and the lengths of whole lists are kept, so that `totalCount` does not grow with the list.
 */
export class Changes1764100000000 implements MigrationInterface {
  name = 'Changes1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    // An event shows while a published article says it, or when it came by itself, from a list of events.
    await runner.query(`
      ALTER TABLE historical_events ADD COLUMN visible boolean NOT NULL DEFAULT true;
      DROP INDEX historical_events_day_idx, historical_events_date_idx;
      CREATE INDEX historical_events_day_idx ON historical_events (month, day, date_order, id) WHERE visible;
      CREATE INDEX historical_events_date_idx ON historical_events (date_order, id) WHERE visible;
      CREATE INDEX event_mentions_in_article_idx ON event_mentions (in_article_id, event_id);

      CREATE FUNCTION refresh_event_visibility(ids bigint[]) RETURNS void LANGUAGE sql AS $$
        UPDATE historical_events e SET visible = NOT e.visible
        WHERE e.id = ANY(ids) AND e.visible <> (
          NOT EXISTS (SELECT 1 FROM event_mentions t WHERE t.event_id = e.id)
          OR EXISTS (SELECT 1 FROM event_mentions t JOIN articles a ON a.id = t.in_article_id WHERE t.event_id = e.id AND a.status = 'PUBLISHED'))
      $$;
      SELECT refresh_event_visibility(array_agg(id)) FROM historical_events;

      CREATE FUNCTION show_mentioned_events() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM refresh_event_visibility(array_agg(DISTINCT event_id)) FROM changed;
        RETURN NULL;
      END $$;
      CREATE TRIGGER show_events_insert AFTER INSERT ON event_mentions REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION show_mentioned_events();
      CREATE TRIGGER show_events_delete AFTER DELETE ON event_mentions REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION show_mentioned_events();

      CREATE FUNCTION show_events_of_articles() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM refresh_event_visibility(array_agg(DISTINCT t.event_id))
        FROM added n JOIN removed o USING (id) JOIN event_mentions t ON t.in_article_id = n.id WHERE n.status <> o.status;
        RETURN NULL;
      END $$;
      CREATE TRIGGER show_events_update AFTER UPDATE ON articles
        REFERENCING NEW TABLE AS added OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION show_events_of_articles();
    `);

    await runner.query(`
      CREATE TABLE list_counts (list text PRIMARY KEY, count bigint NOT NULL);

      CREATE FUNCTION keep_list_count() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE change bigint := 0; rows_there bigint;
      BEGIN
        IF TG_OP <> 'DELETE' THEN
          EXECUTE format('SELECT count(*) FROM added WHERE %s', TG_ARGV[1]) INTO change;
        END IF;
        IF TG_OP <> 'INSERT' THEN
          EXECUTE format('SELECT count(*) FROM removed WHERE %s', TG_ARGV[1]) INTO rows_there;
          change := change - rows_there;
        END IF;
        IF change <> 0 THEN UPDATE list_counts SET count = count + change WHERE list = TG_ARGV[0]; END IF;
        RETURN NULL;
      END $$;

      CREATE FUNCTION announce_change() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE keys text;
      BEGIN
        EXECUTE format('SELECT string_agg(DISTINCT %I::text, '','') FROM %s', TG_ARGV[0], CASE WHEN TG_OP = 'DELETE' THEN 'removed' ELSE 'added' END) INTO keys;
        IF keys IS NOT NULL THEN
          PERFORM pg_notify('ibid_changes', TG_TABLE_NAME || ':' || TG_OP || ':' || CASE WHEN length(keys) < 7000 THEN keys ELSE '*' END);
        END IF;
        IF TG_OP = 'UPDATE' THEN
          EXECUTE format('SELECT string_agg(DISTINCT o.%1$I::text, '','') FROM removed o LEFT JOIN added n USING (%1$I) WHERE n.%1$I IS NULL', TG_ARGV[0]) INTO keys;
          IF keys IS NOT NULL THEN
            PERFORM pg_notify('ibid_changes', TG_TABLE_NAME || ':DELETE:' || CASE WHEN length(keys) < 7000 THEN keys ELSE '*' END);
          END IF;
        END IF;
        RETURN NULL;
      END $$;
    `);
    for (const [list, table, condition] of counted) {
      await runner.query('INSERT INTO list_counts (list, count) VALUES ($1, 0)', [list]);
      await runner.query(`UPDATE list_counts SET count = (SELECT count(*) FROM ${table} WHERE ${condition}) WHERE list = $1`, [list]);
      await createTriggers(runner, `count_${table}`, table, `keep_list_count('${list}', '${condition.replaceAll(`'`, `''`)}')`);
    }
    for (const [table, column] of announced) await createTriggers(runner, `announce_${table}`, table, `announce_change('${column}')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION announce_change, keep_list_count, show_events_of_articles, show_mentioned_events, refresh_event_visibility CASCADE;
      DROP TABLE list_counts;
      DROP INDEX historical_events_day_idx, historical_events_date_idx, event_mentions_in_article_idx;
      ALTER TABLE historical_events DROP COLUMN visible;
      CREATE INDEX historical_events_day_idx ON historical_events (month, day, date_order, id);
      CREATE INDEX historical_events_date_idx ON historical_events (date_order, id);
    `);
  }
}

/** One statement trigger for each kind of write, with the rows as `added` and `removed`. */
async function createTriggers(runner: QueryRunner, name: string, table: string, call: string): Promise<void> {
  for (const [kind, rows] of [['insert', 'NEW TABLE AS added'], ['delete', 'OLD TABLE AS removed'], ['update', 'NEW TABLE AS added OLD TABLE AS removed']]) {
    await runner.query(`CREATE TRIGGER ${name}_${kind} AFTER ${kind} ON ${table} REFERENCING ${rows} FOR EACH STATEMENT EXECUTE FUNCTION ${call}`);
  }
}
