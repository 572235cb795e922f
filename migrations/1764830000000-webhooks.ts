import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is told of a change of an article: null where nothing is. */
const ofArticle = `CASE WHEN n.status = 'PUBLISHED' AND o.status IS DISTINCT FROM 'PUBLISHED' THEN 'article.published'
  WHEN n.status IS DISTINCT FROM 'PUBLISHED' AND o.status = 'PUBLISHED' THEN 'article.withdrawn'
  WHEN n.status = 'PUBLISHED' AND (n.slug, n.title, n.summary, n.body_html, n.language, n.url, n.tags, n.published_at) IS DISTINCT FROM (o.slug, o.title, o.summary, o.body_html, o.language, o.url, o.tags, o.published_at)
  THEN 'article.updated' END`;

/** Each table with what happened to it: type, entity and data of events, from its changed rows as `n` and as they were as `o`. */
const told: readonly [table: string, happened: string][] = [
  ['articles', `SELECT ${ofArticle} AS type, 'Article:' || n.id AS entity, n.id AS place,
      json_build_object('id', global_id('Article', n.id), 'slug', n.slug, 'title', n.title, 'url', n.url, 'publishedAt', iso_instant(n.published_at)) AS data`],
  ['comments', `SELECT CASE WHEN n.status = 'APPROVED' AND o.status IS DISTINCT FROM 'APPROVED' THEN 'comment.posted' END AS type, 'Comment:' || n.id AS entity, n.id AS place,
      json_build_object('id', global_id('Comment', n.id), 'articleId', global_id('Article', n.article_id), 'parentId', global_id('Comment', n.parent_id), 'authorName', n.author_name, 'createdAt', iso_instant(n.created_at)) AS data`],
  ['import_runs', `SELECT CASE WHEN n.status <> 'RUNNING' AND o.status = 'RUNNING' THEN 'import.finished' END AS type, 'ImportRun:' || n.id AS entity, n.id AS place,
      json_build_object('id', global_id('ImportRun', n.id), 'originId', global_id('Origin', n.origin_id), 'format', n.format, 'status', n.status, 'failedCount', n.failed_count) AS data`],
];

/**
 * Webhooks: who is told of what, what has to be told (written by triggers in the transaction of what happened, so nothing is told that was taken
 * back, and nothing is lost that was not), and each attempt to tell it. Without a webhook a change costs one look at an empty table.
 */
export class Webhooks1764830000000 implements MigrationInterface {
  name = 'Webhooks1764830000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE webhooks (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        url text NOT NULL,
        events text[] NOT NULL CHECK (cardinality(events) > 0),
        secret text NOT NULL,
        previous_secret text,
        previous_until timestamptz(3),
        created_by text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        paused_at timestamptz(3),
        paused_reason text
      );
      COMMENT ON COLUMN webhooks.secret IS 'whsec_ and base64, as Standard Webhooks has it; needed to sign, so it cannot be a hash';

      CREATE TABLE webhook_events (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        type text NOT NULL,
        entity text NOT NULL,
        payload text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now()
      );
      COMMENT ON COLUMN webhook_events.payload IS 'the body that is sent, byte for byte the same at each attempt';
      CREATE INDEX webhook_events_created_idx ON webhook_events (created_at);

      CREATE TABLE webhook_deliveries (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        webhook_id bigint NOT NULL REFERENCES webhooks ON DELETE CASCADE,
        event_id bigint NOT NULL REFERENCES webhook_events ON DELETE CASCADE,
        entity text NOT NULL,
        status text NOT NULL DEFAULT 'PENDING' CHECK (status IN ('PENDING', 'DELIVERED', 'DEAD')),
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz(3) NOT NULL DEFAULT now(),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        finished_at timestamptz(3),
        CONSTRAINT webhook_deliveries_event_key UNIQUE (webhook_id, event_id)
      );
      COMMENT ON COLUMN webhook_deliveries.next_attempt_at IS 'while an attempt is under way: when it counts as lost with its process';
      CREATE INDEX webhook_deliveries_due_idx ON webhook_deliveries (webhook_id, next_attempt_at, id) WHERE status = 'PENDING';
      CREATE INDEX webhook_deliveries_order_idx ON webhook_deliveries (webhook_id, entity, event_id) WHERE status = 'PENDING';
      CREATE INDEX webhook_deliveries_webhook_idx ON webhook_deliveries (webhook_id, id);
      CREATE INDEX webhook_deliveries_event_idx ON webhook_deliveries (event_id);

      CREATE TABLE webhook_attempts (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        delivery_id bigint NOT NULL REFERENCES webhook_deliveries ON DELETE CASCADE,
        attempted_at timestamptz(3) NOT NULL DEFAULT now(),
        duration_ms integer NOT NULL,
        status integer,
        error text
      );
      CREATE INDEX webhook_attempts_delivery_idx ON webhook_attempts (delivery_id, id);

      CREATE FUNCTION global_id(type text, id bigint) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
        SELECT rtrim(translate(encode(convert_to(type || ':' || id, 'UTF8'), 'base64'), '+/', '-_'), '=')
      $$;
      CREATE FUNCTION iso_instant(instant timestamptz) RETURNS text LANGUAGE sql STABLE STRICT AS $$
        SELECT to_char(instant AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
      $$;

      CREATE FUNCTION add_webhook_events(types text[], entities text[], datas text[]) RETURNS void LANGUAGE sql AS $$
        WITH happened AS (
          SELECT * FROM unnest(types, entities, datas) WITH ORDINALITY AS h (type, entity, data, n)
          WHERE EXISTS (SELECT 1 FROM webhooks w WHERE w.paused_at IS NULL AND h.type = ANY(w.events))
        ), event AS (
          INSERT INTO webhook_events (type, entity, payload)
          SELECT type, entity, json_build_object('type', type, 'timestamp', iso_instant(now()), 'data', data::json)::text FROM happened ORDER BY n
          RETURNING id, type, entity
        )
        INSERT INTO webhook_deliveries (webhook_id, event_id, entity)
        SELECT w.id, e.id, e.entity FROM event e JOIN webhooks w ON w.paused_at IS NULL AND e.type = ANY(w.events) ORDER BY e.id, w.id
      $$;
    `);
    for (const [table, happened] of told) {
      const sides = { INSERT: `added n LEFT JOIN ${table} o ON false`, UPDATE: 'added n JOIN removed o USING (id)' };
      await runner.query(`
        CREATE FUNCTION tell_webhooks_of_${table}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NOT EXISTS (SELECT 1 FROM webhooks) THEN RETURN NULL; END IF;
          IF TG_OP = 'INSERT' THEN
            PERFORM add_webhook_events(array_agg(type ORDER BY place), array_agg(entity ORDER BY place), array_agg(data::text ORDER BY place)) FROM (${happened} FROM ${sides.INSERT}) AS h WHERE type IS NOT NULL;
          ELSE
            PERFORM add_webhook_events(array_agg(type ORDER BY place), array_agg(entity ORDER BY place), array_agg(data::text ORDER BY place)) FROM (${happened} FROM ${sides.UPDATE}) AS h WHERE type IS NOT NULL;
          END IF;
          RETURN NULL;
        END $$;
        CREATE TRIGGER tell_webhooks_insert AFTER INSERT ON ${table} REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tell_webhooks_of_${table}();
        CREATE TRIGGER tell_webhooks_update AFTER UPDATE ON ${table} REFERENCING NEW TABLE AS added OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION tell_webhooks_of_${table}();
      `);
    }
    for (const [table, column] of [['webhooks', 'id'], ['webhook_deliveries', 'webhook_id']]) {
      for (const [kind, rows] of [['insert', 'NEW TABLE AS added'], ['delete', 'OLD TABLE AS removed'], ['update', 'NEW TABLE AS added OLD TABLE AS removed']]) {
        await runner.query(`CREATE TRIGGER announce_${table}_${kind} AFTER ${kind} ON ${table} REFERENCING ${rows} FOR EACH STATEMENT EXECUTE FUNCTION announce_change('${column}')`);
      }
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION tell_webhooks_of_articles, tell_webhooks_of_comments, tell_webhooks_of_import_runs CASCADE;
      DROP FUNCTION add_webhook_events, global_id, iso_instant;
      DROP TABLE webhook_attempts, webhook_deliveries, webhook_events, webhooks;
    `);
  }
}
