import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SearchWithAnEnd1764900000000 } from './1764900000000-search-with-an-end';

/** A type, or a part of articles: what is read of it, and whose words have to match. */
interface Part { name: string; partition: string; matched: 'd.head' | 'd.vector'; given: string; fits?: string; chunks: [number, number] }

const types = ['source', 'author', 'publisher', 'historical_event', 'comment'];
const parts: readonly Part[] = [
  { name: 'article_head', partition: 'search_documents_article', matched: 'd.head', given: 'd.head', chunks: [700, 4300] },
  // A text lies outside of its row: it is fetched once, not by each that looks at it.
  { name: 'article_text', partition: 'search_documents_article', matched: 'd.vector', given: `d.vector || ''::tsvector`, fits: 'NOT ts_match_vq(d.head, words)', chunks: [150, 850] },
  ...types.map((type): Part => ({ name: type, partition: `search_documents_${type}`, matched: 'd.vector', given: 'd.vector', chunks: [700, 4300] })),
];

/**
 * As `search_candidates` of 1764900000000, of one partition: a plan over all of them opens each with its indexes before it finds that one is wanted, three times a search and type.
 * `ts_match_vq` is `@@` that no index answers, and sorting is the last resort: so the newest are read in the order of dates, and only the older ones by the index of words.
 */
const candidatesOf = ({ name, partition, matched, given, fits = 'true', chunks: [first, second] }: Part): string => {
  const conditions = `${fits} AND (own IS NULL OR ts_match_vq(d.vector, (own ->> d.configuration)::tsquery)) AND (NOT dated OR d.date_order <> 0)`;
  const inChunk = '(d.date_order, d.id) < (above_date, above_id) AND (d.date_order, d.id) >= (end_date, end_id)';
  const columns = `d.id, d.configuration, d.date_order, ${given} AS vector`;
  const newest = 'ORDER BY d.date_order DESC, d.id DESC';
  const older = (query: string, condition = 'true'): string => `WITH with_words AS MATERIALIZED (SELECT * FROM ${partition} AS d WHERE ${matched} @@ ${query})
      SELECT ${columns} FROM (SELECT * FROM with_words AS d WHERE (d.date_order, d.id) < (above_date, above_id) AND d.date_order >= first_date AND ${conditions} AND ${condition} ${newest} LIMIT most - found) AS d`;
  return `
  CREATE FUNCTION search_candidates_${name}(words tsquery, loose tsquery, exact tsquery, own jsonb, first_date integer, last_date integer)
  RETURNS TABLE (id bigint, configuration text, date_order integer, vector tsvector) LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_sort = off AS $$
  #variable_conflict use_variable
  DECLARE
    most CONSTANT integer := 200; -- are ranked
    enough CONSTANT integer := 30; -- more than a page
    wanted CONSTANT integer := 90; -- so many are looked for in the second chunk
    index_reads CONSTANT integer := 2500; -- rows
    documents real;
    dated CONSTANT boolean := first_date > -2147483648 OR last_date < 2147483647;
    beyond_index CONSTANT boolean := loose IS DISTINCT FROM words;
    min_id CONSTANT bigint := -9223372036854775808;
    above_date integer := last_date; above_id bigint := min_id;
    end_date integer; end_id bigint;
    chunk integer := ${first}; found integer := 0; given integer; hits integer;
  BEGIN
    FOR pass IN 1..2 LOOP
      SELECT d.date_order, d.id INTO end_date, end_id FROM ${partition} d
      WHERE d.date_order >= first_date AND (d.date_order, d.id) < (above_date, above_id) ${newest} OFFSET chunk - 1 LIMIT 1;
      IF end_id IS NULL THEN
        end_date := first_date;
        end_id := min_id;
        chunk := 0;
      END IF;
      RETURN QUERY SELECT ${columns} FROM ${partition} d WHERE ${inChunk} AND ts_match_vq(${matched}, words) AND ${conditions} ${newest} LIMIT most - found;
      GET DIAGNOSTICS given = ROW_COUNT;
      found := found + given;
      IF chunk = 0 OR found >= most THEN RETURN; END IF;
      above_date := end_date;
      above_id := end_id;
      IF pass = 1 THEN
        hits := given;
        IF beyond_index THEN
          SELECT count(*) INTO hits FROM (SELECT FROM ${partition} d WHERE (d.date_order, d.id) < (last_date, min_id) AND (d.date_order, d.id) >= (end_date, end_id) AND (loose IS NULL OR ts_match_vq(${matched}, loose)) ${newest} LIMIT ${first}) AS d;
        END IF;
        SELECT CASE WHEN c.reltuples < 0 THEN 100000 ELSE c.reltuples END INTO documents FROM pg_class c WHERE c.oid = '${partition}'::regclass;
        EXIT WHEN hits * documents / chunk <= index_reads;
        chunk := CASE WHEN beyond_index THEN ${second} ELSE LEAST(${second}, GREATEST(1, wanted - found) * chunk / hits + 1) END;
      ELSIF beyond_index OR found >= enough THEN
        RETURN QUERY SELECT NULL::bigint, NULL::text, NULL::integer, NULL::tsvector;
        RETURN;
      END IF;
    END LOOP;
    IF exact IS NOT NULL THEN
      RETURN QUERY ${older('exact')};
      GET DIAGNOSTICS given = ROW_COUNT;
      found := found + given;
      IF found >= enough THEN
        RETURN QUERY SELECT NULL::bigint, NULL::text, NULL::integer, NULL::tsvector;
        RETURN;
      END IF;
    END IF;
    RETURN QUERY ${older('words', `(exact IS NULL OR NOT ts_match_vq(${matched}, exact))`)};
  END $$;`;
};

export class SearchByPartition1765200000000 implements MigrationInterface {
  name = 'SearchByPartition1765200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION search_candidates; ${parts.map(candidatesOf).join('\n')}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(parts.map(({ name }) => `DROP FUNCTION search_candidates_${name};`).join('\n'));
    await new SearchWithAnEnd1764900000000().up(runner);
  }
}
