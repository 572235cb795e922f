import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What it takes to find a work, a person or a house again under another spelling. Keys are compared byte by byte, so that all keys that
 * begin alike are one range of an index; works of one author, house and month share `match_key`.
 */
export class Identity1764600000000 implements MigrationInterface {
  name = 'Identity1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sources ALTER COLUMN key TYPE text COLLATE "C", ADD COLUMN match_key integer;
      ALTER TABLE source_keys ALTER COLUMN key TYPE text COLLATE "C";
      ALTER TABLE author_aliases ALTER COLUMN key TYPE text COLLATE "C";
      ALTER TABLE publisher_aliases ALTER COLUMN key TYPE text COLLATE "C";
      COMMENT ON COLUMN sources.match_key IS 'hash of first author, publisher and month: where a title with a typo is looked for; null when too little is known';
      CREATE INDEX sources_match_idx ON sources (match_key) WHERE match_key IS NOT NULL;

      CREATE TABLE merge_candidates (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('PUBLISHERS', 'AUTHORS', 'SOURCES')),
        one_id bigint NOT NULL,
        other_id bigint NOT NULL,
        reason text NOT NULL,
        score real NOT NULL CHECK (score BETWEEN 0 AND 1),
        found_at timestamptz(3) NOT NULL DEFAULT now(),
        dismissed_by text,
        dismissed_at timestamptz(3),
        CONSTRAINT merge_candidates_pair_key UNIQUE (kind, one_id, other_id),
        CHECK (one_id < other_id)
      );
      COMMENT ON TABLE merge_candidates IS 'pairs that may be one, for a person to decide; dismissed ones are two, and stay so';
      CREATE INDEX merge_candidates_open_idx ON merge_candidates (score DESC, id DESC) WHERE dismissed_at IS NULL;
    `);
    for (const [kind, rows] of [['insert', 'NEW TABLE AS added'], ['delete', 'OLD TABLE AS removed'], ['update', 'NEW TABLE AS added OLD TABLE AS removed']]) {
      await runner.query(`CREATE TRIGGER announce_merge_candidates_${kind} AFTER ${kind} ON merge_candidates REFERENCING ${rows} FOR EACH STATEMENT EXECUTE FUNCTION announce_change('id')`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE merge_candidates;
      DROP INDEX sources_match_idx;
      ALTER TABLE sources DROP COLUMN match_key, ALTER COLUMN key TYPE text COLLATE "default";
      ALTER TABLE source_keys ALTER COLUMN key TYPE text COLLATE "default";
      ALTER TABLE author_aliases ALTER COLUMN key TYPE text COLLATE "default";
      ALTER TABLE publisher_aliases ALTER COLUMN key TYPE text COLLATE "default";
    `);
  }
}
