import type { MigrationInterface, QueryRunner } from 'typeorm';

/** New tables that answers show, with the column whose values a message names. */
const announced: readonly [table: string, column: string][] = [['merges', 'id'], ['redirects', 'old_id']];

/**
 * What people decide about who is who and which line means what: each decision with what it takes to undo it, the way from an
 * id that was merged away to where it went, and the other keys by which a work is found again.
 */
export class Merges1764500000000 implements MigrationInterface {
  name = 'Merges1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE merges (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('PUBLISHERS', 'AUTHORS', 'SOURCES', 'SPLIT', 'CORRECTION')),
        survivor_id bigint NOT NULL,
        absorbed_names text[] NOT NULL DEFAULT '{}',
        snapshot jsonb NOT NULL,
        merged_by text NOT NULL,
        merged_at timestamptz(3) NOT NULL DEFAULT now(),
        undone_by text,
        undone_at timestamptz(3)
      );
      COMMENT ON COLUMN merges.survivor_id IS 'the row that stays: a publisher, an author, a source; of a correction the citation';
      COMMENT ON COLUMN merges.snapshot IS 'everything that undoing it puts back';
      CREATE INDEX merges_survivor_idx ON merges (kind, survivor_id, id);

      CREATE TABLE redirects (
        type text NOT NULL CHECK (type IN ('Publisher', 'Author', 'Source')),
        old_id bigint NOT NULL,
        slug text,
        new_id bigint NOT NULL,
        PRIMARY KEY (type, old_id),
        CONSTRAINT redirects_slug_key UNIQUE (type, slug)
      );
      COMMENT ON TABLE redirects IS 'where ids and slugs that were merged away lead; never to another redirect';
      CREATE INDEX redirects_new_idx ON redirects (type, new_id);

      CREATE TABLE source_keys (
        key text PRIMARY KEY,
        source_id bigint NOT NULL REFERENCES sources ON DELETE CASCADE
      );
      COMMENT ON TABLE source_keys IS 'keys of a work besides sources.key: of the works it took in, and of other ways to cite it';
      CREATE INDEX source_keys_source_idx ON source_keys (source_id);

      ALTER TABLE citations ADD COLUMN corrected_by text, ADD COLUMN corrected_at timestamptz(3);
      DROP INDEX citations_review_idx;
      CREATE INDEX citations_review_idx ON citations (confidence, id) WHERE review_state = 'NEEDS_REVIEW' AND cited_at IS NOT NULL;
      INSERT INTO list_counts (list, count) SELECT 'citationsToReview', count(*) FROM citations WHERE review_state = 'NEEDS_REVIEW' AND cited_at IS NOT NULL;
    `);
    for (const [table, column] of announced) await createTriggers(runner, `announce_${table}`, table, `announce_change('${column}')`);
    await createTriggers(runner, 'count_citations_to_review', 'citations', `keep_list_count('citationsToReview', 'review_state = ''NEEDS_REVIEW'' AND cited_at IS NOT NULL')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER count_citations_to_review_insert ON citations;
      DROP TRIGGER count_citations_to_review_delete ON citations;
      DROP TRIGGER count_citations_to_review_update ON citations;
      DELETE FROM list_counts WHERE list = 'citationsToReview';
      DROP TABLE source_keys, redirects, merges;
      DROP INDEX citations_review_idx;
      ALTER TABLE citations DROP COLUMN corrected_by, DROP COLUMN corrected_at;
      CREATE INDEX citations_review_idx ON citations (id) WHERE review_state = 'NEEDS_REVIEW';
    `);
  }
}

/** One statement trigger for each kind of write, with the rows as `added` and `removed`. */
async function createTriggers(runner: QueryRunner, name: string, table: string, call: string): Promise<void> {
  for (const [kind, rows] of [['insert', 'NEW TABLE AS added'], ['delete', 'OLD TABLE AS removed'], ['update', 'NEW TABLE AS added OLD TABLE AS removed']]) {
    await runner.query(`CREATE TRIGGER ${name}_${kind} AFTER ${kind} ON ${table} REFERENCING ${rows} FOR EACH STATEMENT EXECUTE FUNCTION ${call}`);
  }
}
