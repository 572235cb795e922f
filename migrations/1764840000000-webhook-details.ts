import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofArticle = (row: 'n' | 'o'): string => `json_build_object('id', global_id('Article', ${row}.id), 'slug', ${row}.slug, 'title', ${row}.title, 'url', ${row}.url, 'publishedAt', iso_instant(${row}.published_at))::text`;
const ofComment = `json_build_object('id', global_id('Comment', n.id), 'articleId', global_id('Article', n.article_id), 'parentId', global_id('Comment', n.parent_id), 'authorName', n.author_name, 'createdAt', iso_instant(n.created_at))::text`;

/**
 * What webhooks are told, closer to what readers see: comments of published articles only, and when one is taken away; of an article that is no longer
 * public the words that were, as its tombstone has them. An instant is that of the change, not of the beginning of its transaction, which may have
 * waited for another: instants of one entity grow as its messages do. And a receiver that asks for quiet gets it, for all its messages.
 */
export class WebhookDetails1764840000000 implements MigrationInterface {
  name = 'WebhookDetails1764840000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE webhooks ADD COLUMN quiet_until timestamptz(3);
      COMMENT ON COLUMN webhooks.quiet_until IS 'before then the receiver wants nothing (Retry-After)';

      CREATE OR REPLACE FUNCTION add_webhook_events(types text[], entities text[], datas text[]) RETURNS void LANGUAGE sql AS $$
        WITH happened AS (
          SELECT * FROM unnest(types, entities, datas) WITH ORDINALITY AS h (type, entity, data, n)
          WHERE EXISTS (SELECT 1 FROM webhooks w WHERE w.paused_at IS NULL AND h.type = ANY(w.events))
        ), event AS (
          INSERT INTO webhook_events (type, entity, payload)
          SELECT type, entity, json_build_object('type', type, 'timestamp', iso_instant(clock_timestamp()), 'data', data::json)::text FROM happened ORDER BY n
          RETURNING id, type, entity
        )
        INSERT INTO webhook_deliveries (webhook_id, event_id, entity)
        SELECT w.id, e.id, e.entity FROM event e JOIN webhooks w ON w.paused_at IS NULL AND e.type = ANY(w.events) ORDER BY e.id, w.id
      $$;

      CREATE OR REPLACE FUNCTION tell_webhooks_of_articles() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT 1 FROM webhooks) THEN RETURN NULL; END IF;
        IF TG_OP = 'INSERT' THEN
          PERFORM add_webhook_events(array_agg(type ORDER BY id), array_agg('Article:' || id ORDER BY id), array_agg(data ORDER BY id)) FROM (
            SELECT n.id, 'article.published' AS type, ${ofArticle('n')} AS data FROM added n WHERE n.status = 'PUBLISHED') AS h;
        ELSE
          PERFORM add_webhook_events(array_agg(type ORDER BY id), array_agg('Article:' || id ORDER BY id), array_agg(data ORDER BY id)) FROM (
            SELECT n.id, CASE WHEN n.status <> 'PUBLISHED' THEN 'article.withdrawn' WHEN o.status <> 'PUBLISHED' THEN 'article.published' ELSE 'article.updated' END AS type,
              CASE WHEN n.status = 'PUBLISHED' THEN ${ofArticle('n')} ELSE ${ofArticle('o')} END AS data
            FROM added n JOIN removed o USING (id)
            WHERE 'PUBLISHED' IN (n.status, o.status) AND (n.status <> o.status OR (n.slug, n.title, n.summary, n.body_html, n.language, n.url, n.tags, n.published_at)
              IS DISTINCT FROM (o.slug, o.title, o.summary, o.body_html, o.language, o.url, o.tags, o.published_at))) AS h;
        END IF;
        RETURN NULL;
      END $$;

      CREATE OR REPLACE FUNCTION tell_webhooks_of_comments() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT 1 FROM webhooks) THEN RETURN NULL; END IF;
        IF TG_OP = 'INSERT' THEN
          PERFORM add_webhook_events(array_agg('comment.posted'::text), array_agg('Comment:' || h.id ORDER BY h.id), array_agg(data ORDER BY h.id)) FROM (
            SELECT n.id, ${ofComment} AS data
            FROM added n JOIN articles a ON a.id = n.article_id WHERE n.status = 'APPROVED' AND a.status = 'PUBLISHED') AS h;
        ELSE
          PERFORM add_webhook_events(array_agg(type ORDER BY h.id), array_agg('Comment:' || h.id ORDER BY h.id), array_agg(data ORDER BY h.id)) FROM (
            SELECT n.id, CASE WHEN n.status = 'APPROVED' THEN 'comment.posted' ELSE 'comment.removed' END AS type,
              CASE WHEN n.status = 'APPROVED' THEN ${ofComment}
                ELSE json_build_object('id', global_id('Comment', n.id), 'articleId', global_id('Article', n.article_id))::text END AS data
            FROM added n JOIN removed o USING (id) JOIN articles a ON a.id = n.article_id WHERE (n.status = 'APPROVED') <> (o.status = 'APPROVED') AND a.status = 'PUBLISHED') AS h;
        END IF;
        RETURN NULL;
      END $$;
    `);
  }

  /** The functions stay: they fit the tables of before, too, and go with them. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE webhooks DROP COLUMN quiet_until');
  }
}
