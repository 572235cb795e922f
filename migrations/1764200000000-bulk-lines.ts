import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an import of many articles pays for most. New sources are written after the lines that cite them, with their count, instead of
 * being counted up line by line: a source is in seven indexes, and each change of its count writes all of them. The fields of a line
 * are kept as text of JSON in short arrays: nobody searches them, and taking them apart was a fifth of the writing.
 */
export class BulkLines1764200000000 implements MigrationInterface {
  name = 'BulkLines1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE citations DISABLE TRIGGER USER;
      UPDATE citations c SET fields = (
        SELECT COALESCE(jsonb_agg(jsonb_build_array(f -> 'name', f -> 'value', f -> 'start', f -> 'end', f -> 'rule', f -> 'confidence') ORDER BY n), '[]')
        FROM jsonb_array_elements(c.fields) WITH ORDINALITY AS e (f, n)) WHERE c.fields <> '[]';
      ALTER TABLE citations ENABLE TRIGGER USER;
      ALTER TABLE citations ALTER COLUMN fields DROP DEFAULT, ALTER COLUMN fields TYPE json USING fields::json, ALTER COLUMN fields SET DEFAULT '[]';
      COMMENT ON COLUMN citations.fields IS '[[name, value, start, end, rule, confidence], …], offsets in UTF-16 units of raw_text';

      ALTER TABLE citations DROP CONSTRAINT citations_source_id_fkey;
      ALTER TABLE citations ADD CONSTRAINT citations_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources ON DELETE SET NULL DEFERRABLE INITIALLY IMMEDIATE;

      CREATE FUNCTION count_citations_of_new_sources() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        WITH changed AS (
          SELECT publisher_id AS id, sum(citation_count) AS change FROM added WHERE publisher_id IS NOT NULL AND citation_count <> 0 GROUP BY 1
        ), locked AS (
          SELECT p.id, c.change FROM publishers p JOIN changed c USING (id) ORDER BY p.id FOR NO KEY UPDATE OF p
        )
        UPDATE publishers p SET citation_count = p.citation_count + l.change FROM locked l WHERE p.id = l.id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER count_publisher_citations_insert AFTER INSERT ON sources
        REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION count_citations_of_new_sources();

      -- The authors of a source are read from the index alone.
      ALTER TABLE source_authors DROP CONSTRAINT source_authors_pkey, ADD PRIMARY KEY (source_id, position) INCLUDE (author_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE source_authors DROP CONSTRAINT source_authors_pkey, ADD PRIMARY KEY (source_id, position);
      DROP FUNCTION count_citations_of_new_sources CASCADE;
      ALTER TABLE citations DROP CONSTRAINT citations_source_id_fkey;
      ALTER TABLE citations ADD CONSTRAINT citations_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources ON DELETE SET NULL;
      ALTER TABLE citations ALTER COLUMN fields DROP DEFAULT, ALTER COLUMN fields TYPE jsonb USING fields::jsonb, ALTER COLUMN fields SET DEFAULT '[]';
      ALTER TABLE citations DISABLE TRIGGER USER;
      UPDATE citations c SET fields = (
        SELECT COALESCE(jsonb_agg(jsonb_build_object('name', f -> 0, 'value', f -> 1, 'start', f -> 2, 'end', f -> 3, 'rule', f -> 4, 'confidence', f -> 5) ORDER BY n), '[]')
        FROM jsonb_array_elements(c.fields) WITH ORDINALITY AS e (f, n)) WHERE c.fields <> '[]';
      ALTER TABLE citations ENABLE TRIGGER USER;
      COMMENT ON COLUMN citations.fields IS '[{name, value, start, end, rule, confidence}], offsets in UTF-16 units of raw_text';
    `);
  }
}
