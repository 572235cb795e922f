import type { Parameters } from '../database/database';
import type { SearchType } from './search.arguments';
import { type SearchConditions, earliestDate, latestDate } from './search-conditions';

/** The newest matches of a type, and of articles as many whose text matches besides, are ranked. `search_candidates_…` knows the number too. */
export const mostCandidates = 200;

/** So many candidates of one part of articles, and the other is left out when the first has an end; as in `search_candidates_article_head`. */
const enough = 30;

/** The queries of a search: what is looked for, what the index of words can tell of it, the same with a whole last word when that may be a beginning, and by configuration when words are excluded. */
export interface Queries { words: string; loose: string | null; exact: string | null; own: string | null }

/** A step of a WITH. Its rows are candidates; one without id says that there may be more. */
export interface Candidates { name: string; step: string }

/** The newest matching documents of a type; none when the type has not what the filter is about. */
export function candidatesOf(type: `${SearchType}`, queries: Queries, conditions: SearchConditions | null, p: Parameters): Candidates[] {
  if (!conditions) return [];
  const of = (name: string, part: Part, needed = 'true'): Candidates => {
    const rows = conditions.relations.length > 0 ? related(type, part, queries, conditions, p) : newest(type, part, queries, conditions, p);
    return { name, step: `${name} AS MATERIALIZED (SELECT '${type}'::text AS type, '${name}' AS branch, c.id, c.configuration, c.date_order, c.vector FROM ${rows} AS c WHERE ${needed})` };
  };
  if (type !== 'ARTICLE') return [of(type.toLowerCase(), 'ALL')];
  // A text is large: it is read only of articles whose title, summary, tags and authors do not match, when those that do are few.
  return [of('article', 'HEAD'), of('article_text', 'TEXT', `(SELECT count(*) < ${mostCandidates} AND (count(id) < ${enough} OR count(id) = count(*)) FROM article)`)];
}

/** What of a document has to match: all, of an article what stands before its text, or only the text. */
type Part = 'ALL' | 'HEAD' | 'TEXT';

function newest(type: string, part: Part, { words, loose, exact, own }: Queries, { firstDate, lastDate }: SearchConditions, p: Parameters): string {
  const queries = [words, loose, exact].map((query) => `${p.add(query)}::tsquery`).join(', ');
  const partition = part === 'ALL' ? type : `${type}_${part}`;
  return `search_candidates_${partition.toLowerCase()}(${queries}, ${p.add(own)}::jsonb, ${p.add(firstDate)}::integer, ${p.add(lastDate)}::integer)`;
}

/** What other tables say of a document no date tells: all that match are looked up. */
function related(type: string, part: Part, queries: Queries, { firstDate, lastDate, relations }: SearchConditions, p: Parameters): string {
  const words = `${p.add(queries.words)}::tsquery`, column = part === 'HEAD' ? 'd.head' : 'd.vector';
  const conditions = relations.map((write) => write(p));
  if (firstDate !== earliestDate || lastDate !== latestDate) conditions.push(`d.date_order >= ${p.add(firstDate)}::integer AND d.date_order < ${p.add(lastDate)}::integer AND d.date_order <> 0`);
  if (queries.own !== null) conditions.push(`ts_match_vq(d.vector, (${p.add(queries.own)}::jsonb ->> d.configuration)::tsquery)`);
  if (part === 'TEXT') conditions.push(`NOT ts_match_vq(d.head, ${words})`);
  return `(SELECT d.id, d.configuration, d.date_order, ${column} AS vector FROM search_matches('${type}', ${words}, ${part === 'HEAD'}) AS d
    WHERE ${conditions.join(' AND ')} ORDER BY d.date_order DESC, d.id DESC LIMIT ${mostCandidates})`;
}
