import type { MigrationInterface, QueryRunner } from 'typeorm';

const matches = (query: string): string => `ts_match_vq(CASE part WHEN 'HEAD' THEN d.head ELSE d.vector END, ${query})`;
const fits = `(part <> 'TEXT' OR NOT ts_match_vq(d.head, words)) AND (own IS NULL OR ts_match_vq(d.vector, (own ->> d.configuration)::tsquery)) AND (NOT dated OR d.date_order <> 0)`;
const columns = `d.id, d.configuration, d.date_order, CASE part WHEN 'HEAD' THEN d.head WHEN 'TEXT' THEN d.vector || ''::tsvector ELSE d.vector END`;
const newest = 'ORDER BY d.date_order DESC, d.id DESC';
const inChunk = 'd.type = wanted AND (d.date_order, d.id) < (above_date, above_id) AND (d.date_order, d.id) >= (end_date, end_id)';
const older = (query: string, condition = 'true'): string => `SELECT ${columns} FROM (
      SELECT * FROM search_matches(wanted, ${query}, part = 'HEAD') AS d WHERE (d.date_order, d.id) < (above_date, above_id) AND d.date_order >= first_date AND ${fits} AND ${condition} ${newest} LIMIT most - found) AS d`;

/**
 * The newest matches of a type, with an end to what is read, however many documents there are. The newest documents are read and tell how many rows the index of words would have to read:
 * when these are more than it reads fast, documents are read on for a while; else all older ones are looked up. A row without id says that older documents may match too.
 * `dated` follows from the bounds. The planner would sort all documents rather than follow the index of dates.
 */
const candidates = `
  CREATE FUNCTION search_candidates(wanted text, part text, words tsquery, loose tsquery, exact tsquery, own jsonb, first_date integer, last_date integer)
  RETURNS TABLE (id bigint, configuration text, date_order integer, vector tsvector) LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off AS $$
  #variable_conflict use_variable
  DECLARE
    most CONSTANT integer := 200; -- are ranked
    enough CONSTANT integer := 30; -- more than a page
    chunks CONSTANT integer[] := CASE part WHEN 'TEXT' THEN '{150,850}' ELSE '{700,4300}' END; -- a text lies outside of its row
    index_reads CONSTANT integer := 2500; -- rows
    documents CONSTANT real := (SELECT CASE WHEN c.reltuples < 0 THEN 100000 ELSE c.reltuples END FROM pg_class c WHERE c.oid = ('search_documents_' || lower(wanted))::regclass);
    dated CONSTANT boolean := first_date > -2147483648 OR last_date < 2147483647;
    beyond_index CONSTANT boolean := loose IS DISTINCT FROM words;
    min_id CONSTANT bigint := -9223372036854775808;
    above_date integer := last_date; above_id bigint := min_id;
    end_date integer; end_id bigint;
    chunk integer; found integer := 0; given integer; hits integer;
  BEGIN
    FOREACH chunk IN ARRAY chunks LOOP
      SELECT d.date_order, d.id INTO end_date, end_id FROM search_documents d
      WHERE d.type = wanted AND d.date_order >= first_date AND (d.date_order, d.id) < (above_date, above_id) ${newest} OFFSET chunk - 1 LIMIT 1;
      IF end_id IS NULL THEN
        end_date := first_date;
        end_id := min_id;
        chunk := 0;
      END IF;
      RETURN QUERY SELECT ${columns} FROM search_documents d WHERE ${inChunk} AND ${matches('words')} AND ${fits} ${newest} LIMIT most - found;
      GET DIAGNOSTICS given = ROW_COUNT;
      found := found + given;
      IF chunk = 0 OR found >= most THEN RETURN; END IF;
      IF chunk = chunks[1] THEN
        hits := given;
        IF beyond_index THEN SELECT count(*) INTO hits FROM search_documents d WHERE ${inChunk} AND (loose IS NULL OR ${matches('loose')}); END IF;
      END IF;
      above_date := end_date;
      above_id := end_id;
      EXIT WHEN chunk = chunks[1] AND hits * documents / chunk <= index_reads;
      IF chunk <> chunks[1] AND (beyond_index OR found >= enough) THEN
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
    RETURN QUERY ${older('words', `(exact IS NULL OR NOT ${matches('exact')})`)};
  END $$`;

/** A frequent word of a search cost what all documents cost that it stands in. */
export class SearchWithAnEnd1764900000000 implements MigrationInterface {
  name = 'SearchWithAnEnd1764900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER FUNCTION search_matches SET enable_bitmapscan = on; ALTER FUNCTION search_matches SET enable_sort = on; ${candidates}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION search_candidates; ALTER FUNCTION search_matches RESET enable_bitmapscan; ALTER FUNCTION search_matches RESET enable_sort');
  }
}
