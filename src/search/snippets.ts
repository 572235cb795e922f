import { type ReadSession, statement } from '../database/database';
import { escapeHtml } from '../html/escape';
import type { FoundDocument } from './find-documents';
import { foldWord } from './search-text';

/** Characters of a long text around the first place where a word stands: marking reads all it is given, and is slow. */
const excerpt = 400, beforeThePlace = 120;

/** Where in a text the first of the words stands; null when none does. */
const firstPlace = (text: string): string => `(SELECT min(NULLIF(strpos(f.folded, n.needle), 0)) FROM (SELECT ${text} AS folded) AS f, unnest($4::text[]) AS n (needle))`;

/** The same, without case and accents. Letters of ASCII are folded first, which takes a third of the time; a text that has only these is not read again: taking accents off costs as much as marking. */
const place = `COALESCE(${firstPlace('lower(s.shown COLLATE "C")')}, CASE WHEN octet_length(s.shown) > length(s.shown) THEN ${firstPlace('lower(unaccent(s.shown))')} END)`;

/** Found words come between two characters that the text has been cleared of. */
const cutting = statement(`
  SELECT s.type, s.id, ts_headline(s.configuration::regconfig, translate(CASE WHEN length(s.shown) <= ${excerpt} THEN s.shown
      ELSE substr(s.shown, GREATEST(1, ${place} - ${beforeThePlace}), ${excerpt}) END, chr(1) || chr(2), ''),
    $1::tsquery, 'StartSel=' || chr(1) || ', StopSel=' || chr(2) || ', MaxFragments=2, MaxWords=30, MinWords=12, ShortWord=0, FragmentDelimiter=" … "') AS marked
  FROM (SELECT DISTINCT w.type FROM unnest($2::text[]) AS w (type)) AS t
  CROSS JOIN LATERAL search_shown(t.type, ARRAY(SELECT w.id FROM unnest($2::text[], $3::bigint[]) AS w (type, id) WHERE w.type = t.type)) AS s`);

/** The texts of found documents around the words of the query, as HTML that is safe; by `type id`. One statement. */
export async function cutSnippets(db: ReadSession, query: string, words: readonly string[], documents: readonly FoundDocument[]): Promise<Map<string, string>> {
  const rows = await db.rows<{ type: string; id: number; marked: string | null }>(cutting, [query, documents.map(({ type }) => type), documents.map(({ id }) => id), words.map(needleOf)]);
  return new Map(rows.map(({ type, id, marked }) => [`${type} ${id}`, markedHtml(marked ?? '')]));
}

/** Escapes a text and makes elements of its marks. */
export function markedHtml(marked: string): string {
  return escapeHtml(marked).replace(/\u0001/g, '<mark>').replace(/\u0002/g, '</mark>');
}

/** What other forms of a word begin with too, most often. */
function needleOf(word: string): string {
  const folded = foldWord(word);
  return folded.slice(0, Math.max(3, folded.length - 2));
}
