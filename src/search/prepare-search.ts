import { type ReadSession, statement } from '../database/database';
import { type SearchText, foldWord } from './search-text';

/** A query as PostgreSQL matches it, in every language that documents are in. */
export interface PreparedSearch {
  /** What has to match; the text of a tsquery. Null when nothing can: all words are stop words. */
  query: string | null;
  /** What an index of words can tell of the query: no order of words, no exclusions; null when nothing. */
  loose: string | null;
  /** The query by configuration, when it excludes words: a form that one language does not know must not let a document through. Else null. */
  own: Record<string, string> | null;
  /** The same with whole words only: what matches it stands before what only begins so. */
  exact: string | null;
  /** The same with every word in the title, and with any word at all; both only to rank. */
  inTitle: string | null;
  anyWord: string | null;
  /** The words as a phrase, and the same in a title; null when more than words is asked for. */
  phrase: string | null;
  titlePhrase: string | null;
  /** How many words the phrase has, by configuration: stop words are none. */
  phraseWords: Record<string, number>;
  /** Words of titles and names that look like each word that is in none, nor begins one, nor is one with an ending. */
  alike: { word: string; words: string[] }[];
}

/** `'word':A`: weight A is that of titles. */
const inTitle = (column: string): string => String.raw`regexp_replace(${column}::text, $re$('(?:[^']|'')*')$re$, '\1:A', 'g')`;
/** `querytree` is what an index can look for, `T` when that is nothing. */
const loose = String.raw`regexp_replace(querytree(query), '<(-|\d+)>', '&', 'g')`;
const either = (column: string, text = `${column}::text`): string => `string_agg(DISTINCT '(' || ${text} || ')', ' | ') FILTER (WHERE numnode(${column}) > 0)`;

const preparation = statement(`
  SELECT ${either('query')} AS query, CASE WHEN bool_or(querytree(query) = 'T') THEN NULL ELSE ${either('query', loose)} END AS loose, json_object_agg(c.name, query::text) FILTER (WHERE position('!' IN query::text) > 0) AS own, ${either('exact')} AS exact, ${either('phrase')} AS phrase, ${either('phrase', inTitle('phrase'))} AS "titlePhrase", json_object_agg(c.name, (numnode(phrase) + 1) / 2) AS "phraseWords",
    ${either('exact', inTitle('exact'))} AS "inTitle", ${either('query', `replace(query::text, ' & ', ' | ')`)} AS "anyWord",
    (SELECT COALESCE(json_agg(json_build_object('word', w.word, 'words', w.words)), '[]') FROM (
      SELECT w.word, ARRAY(SELECT k.word FROM search_words k WHERE k.word % w.word ORDER BY similarity(k.word, w.word) DESC, k.word LIMIT 10) AS words
      FROM unnest($5::text[]) AS w (word) WHERE NOT EXISTS (SELECT 1 FROM search_words k WHERE k.word ^@ w.word) AND NOT EXISTS (SELECT 1 FROM search_words k WHERE k.word IN (left(w.word, -1), left(w.word, -2)))) AS w) AS alike
  FROM search_configurations c CROSS JOIN LATERAL (
    SELECT websearch_to_tsquery(c.name::regconfig, $1) || (websearch_to_tsquery(c.name::regconfig, $2) && to_tsquery(c.name::regconfig, $3)) AS query,
      websearch_to_tsquery(c.name::regconfig, $1) || websearch_to_tsquery(c.name::regconfig, $2 || ' ' || replace($3, ':*', '')) AS exact,
      phraseto_tsquery(c.name::regconfig, $4) AS phrase) AS q`);

/** What no document matches. */
export const nothing: PreparedSearch = { query: null, loose: null, own: null, exact: null, inTitle: null, anyWord: null, phrase: null, titlePhrase: null, phraseWords: {}, alike: [] };

/** Reads a query in every configuration, and finds words alike for its unknown ones: one statement. */
export async function prepareSearch(db: ReadSession, { before, last, beginning, words, plain }: SearchText): Promise<PreparedSearch> {
  const unsure = [...new Set(words.map(foldWord))].filter((word) => word.length >= 4 && word.length <= 40 && /^\p{L}+$/u.test(word)).slice(0, 8);
  const [prepared] = await db.rows<PreparedSearch>(preparation, [before, last, beginning === '' ? '' : `${beginning}:*`, plain, unsure]);
  if (!prepared) return nothing;
  const { query, loose, own, exact, inTitle, anyWord, phrase, titlePhrase, phraseWords, alike } = prepared; // a row reads its columns when asked: a copy by spreading would have none
  return { query, loose, own, exact, inTitle, anyWord, phrase, titlePhrase, phraseWords, alike };
}

/** What either of two queries finds, ranked by the second. */
export function eitherOf(one: PreparedSearch, other: PreparedSearch): PreparedSearch {
  const asked = [one, other].filter(({ query }) => query !== null);
  const known = asked.flatMap(({ loose }) => loose ?? []);
  return { ...other, query: asked.map(({ query }) => query).join(' | ') || null, loose: known.length === asked.length ? known.join(' | ') || null : null };
}
