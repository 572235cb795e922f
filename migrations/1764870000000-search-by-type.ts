import type { MigrationInterface, QueryRunner } from 'typeorm';

const types = ['ARTICLE', 'SOURCE', 'AUTHOR', 'PUBLISHER', 'HISTORICAL_EVENT', 'COMMENT'];

const described = `
  COMMENT ON TABLE search_documents IS 'what readers see, as it is searched; written by triggers';
  COMMENT ON COLUMN search_documents.date_order IS 'year * 512 + month * 32 + day, 0 without a date';
  COMMENT ON COLUMN search_documents.vector IS 'title A, summary, tags and names B, text C';
  COMMENT ON COLUMN search_documents.head IS 'of an article: its vector without the text';`;

const columns = 'type text NOT NULL, id bigint NOT NULL, configuration text NOT NULL, date_order integer NOT NULL, vector tsvector NOT NULL, head tsvector, PRIMARY KEY (type, id)';

const announced = 'CREATE TRIGGER announce_search_documents AFTER INSERT OR UPDATE OR DELETE ON search_documents FOR EACH STATEMENT EXECUTE FUNCTION announce_search();';

/** All that match, by the index of words: what reading a vector costs that lies outside of its row the planner does not know, and it would rather read them all. */
const matches = `CREATE FUNCTION search_matches(wanted text, words tsquery, headed boolean) RETURNS TABLE (id bigint, configuration text, date_order integer, vector tsvector, head tsvector) LANGUAGE plpgsql STABLE
  SET enable_seqscan = off SET enable_indexscan = off AS $$
  #variable_conflict use_column
  BEGIN
    IF headed THEN RETURN QUERY SELECT d.id, d.configuration, d.date_order, d.vector, d.head FROM search_documents_article d WHERE d.head @@ words;
    ELSE RETURN QUERY SELECT d.id, d.configuration, d.date_order, d.vector, d.head FROM search_documents d WHERE d.type = wanted AND d.vector @@ words;
    END IF;
  END $$;`;

/**
 * Documents of each type in a partition: a word that stands in every comment makes no list longer that articles are looked up in, and rows of one type lie together.
 */
export class SearchByType1764870000000 implements MigrationInterface {
  name = 'SearchByType1764870000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER announce_search_documents ON search_documents;
      DROP INDEX search_documents_vector_idx, search_documents_head_idx, search_documents_date_idx;
      ALTER TABLE search_documents RENAME TO search_documents_of_all;
      ALTER TABLE search_documents_of_all RENAME CONSTRAINT search_documents_pkey TO search_documents_of_all_pkey;
      CREATE TABLE search_documents (${columns}) PARTITION BY LIST (type);
      ${described}
      ${types.map((type) => `CREATE TABLE search_documents_${type.toLowerCase()} PARTITION OF search_documents FOR VALUES IN ('${type}');`).join('\n      ')}
      INSERT INTO search_documents SELECT type, id, configuration, date_order, vector, head FROM search_documents_of_all ORDER BY type, date_order, id;
      DROP TABLE search_documents_of_all;
      CREATE INDEX search_documents_date_idx ON search_documents (date_order DESC, id DESC);
      CREATE INDEX search_documents_vector_idx ON search_documents USING gin (vector);
      CREATE INDEX search_documents_head_idx ON search_documents_article USING gin (head);
      ${announced}
      ${matches}
    `);
    await runner.query('ANALYZE search_documents');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION search_matches;
      DROP TRIGGER announce_search_documents ON search_documents;
      ALTER TABLE search_documents RENAME TO search_documents_by_type;
      CREATE TABLE search_documents_of_all (${columns}, CHECK (type IN (${types.map((type) => `'${type}'`).join(', ')})));
      INSERT INTO search_documents_of_all SELECT type, id, configuration, date_order, vector, head FROM search_documents_by_type;
      DROP TABLE search_documents_by_type;
      ALTER TABLE search_documents_of_all RENAME TO search_documents;
      ALTER TABLE search_documents RENAME CONSTRAINT search_documents_of_all_pkey TO search_documents_pkey;
      ALTER TABLE search_documents RENAME CONSTRAINT search_documents_of_all_type_check TO search_documents_type_check;
      ${described}
      CREATE INDEX search_documents_date_idx ON search_documents (type, date_order DESC, id DESC);
      CREATE INDEX search_documents_vector_idx ON search_documents USING gin (vector);
      CREATE INDEX search_documents_head_idx ON search_documents USING gin (head) WHERE type = 'ARTICLE';
      ${announced}
    `);
  }
}
