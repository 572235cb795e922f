import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As in 1764740000000: the other tables are always entered by an index. */
const byIndex = 'SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off';

/**
 * What snippets are cut from: of what `searchable` gives only the text that is shown, and its language. `searchable` reads names, tags and dates besides and a text twice, which took
 * three quarters of the time of a page. `left` makes that a text is fetched once, not by each that looks at it.
 */
const shown = `
  CREATE FUNCTION search_shown(wanted text, ids bigint[]) RETURNS TABLE (type text, id bigint, configuration text, shown text) LANGUAGE plpgsql STABLE ${byIndex} AS $$
  #variable_conflict use_column
  BEGIN
    CASE wanted
    WHEN 'ARTICLE' THEN RETURN QUERY
      SELECT wanted, a.id, search_configuration(a.language), left(CASE WHEN a.body_text = '' THEN a.summary ELSE a.body_text END, 100000) FROM articles a WHERE a.id = ANY(ids) AND a.status = 'PUBLISHED';
    WHEN 'COMMENT' THEN RETURN QUERY
      SELECT wanted, m.id, search_configuration(a.language), left(m.body, 100000) FROM comments m JOIN articles a ON a.id = m.article_id WHERE m.id = ANY(ids) AND m.status = 'APPROVED' AND a.status = 'PUBLISHED';
    ELSE RETURN QUERY SELECT s.type, s.id, s.configuration, s.shown FROM searchable(wanted, ids) AS s;
    END CASE;
  END $$`;

export class SearchTextsShown1765200100000 implements MigrationInterface {
  name = 'SearchTextsShown1765200100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(shown);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION search_shown');
  }
}
