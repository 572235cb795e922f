import type { MigrationInterface, QueryRunner } from 'typeorm';

const indexes = [...['article', 'source', 'author', 'publisher', 'historical_event', 'comment'].map((type) => `search_documents_${type}_vector_idx`), 'search_documents_head_idx'];

const indexQueued = (merged: string): string => `
  CREATE OR REPLACE FUNCTION index_queued() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE part record;
  BEGIN
    IF NOT EXISTS (SELECT 1 FROM search_queue) THEN RETURN NULL; END IF;
    FOR part IN WITH gone AS (DELETE FROM search_queue RETURNING type, ids) SELECT g.type, array_agg(DISTINCT i.id ORDER BY i.id) AS ids FROM gone g, unnest(g.ids) AS i (id) GROUP BY 1 ORDER BY 1 LOOP
      PERFORM index_for_search(part.type, part.ids);${merged}
    END LOOP;
    RETURN NULL;
  END $$`;

/**
 * The words of all that a transaction writes go into an index together: each word is looked up once and not once a document, which halves what indexing an import costs.
 * They wait in the list beside the index, 256 kB of it at most, and are merged before the transaction ends: no search finds a list that it would have to read from end to end.
 */
export class SearchIndexInBulk1765000000000 implements MigrationInterface {
  name = 'SearchIndexInBulk1765000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(indexQueued(`
      PERFORM gin_clean_pending_list(format('search_documents_%s_vector_idx', lower(part.type))::regclass);
      IF part.type = 'ARTICLE' THEN PERFORM gin_clean_pending_list('search_documents_head_idx'); END IF;`));
    for (const index of indexes) await runner.query(`ALTER INDEX ${index} SET (fastupdate = on, gin_pending_list_limit = 256)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(indexQueued(''));
    for (const index of indexes) await runner.query(`ALTER INDEX ${index} SET (fastupdate = off); ALTER INDEX ${index} RESET (gin_pending_list_limit); SELECT gin_clean_pending_list('${index}')`);
  }
}
