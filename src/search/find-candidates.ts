import type { Parameters } from '../database/database';
import type { SearchType } from './search.arguments';
import type { SearchConditions } from './search-conditions';

/** The newest matches of a type, and of articles as many whose title matches besides, are ranked. */
export const mostCandidates = 200;

/** Of a word that stands in many documents so many matches do, when they are the newest. */
const enough = 50;

/** The queries of a search, as placeholders. `exact` asks for the last word as it is; null when it is no beginning. `own` is by configuration, where words are excluded. */
interface Queries { query: string; exact: string | null; own: string | null }

interface Part { name: string; column: 'head' | 'vector'; ranked: string; more: (query: string) => string; sample: number; walk: number; /** Left out when that part gave as many as are ranked, or had enough before its end. */ unless?: string }

/**
 * The newest matching documents of a type, as steps of a WITH, the last of which is `name`. A few of the newest documents tell whether what is looked for is frequent:
 * then the newest are read one by one until there are enough; else the index of words gives all that match, which are few. Both have an end, however many documents there are.
 */
export function candidatesOf(type: `${SearchType}`, { query, exact, own }: Queries, conditions: SearchConditions | null, parameters: Parameters): { name: string; steps: string }[] {
  if (!conditions) return [];
  const dates = [`d.type = '${type}'`, ...conditions.dates.map((write) => write(parameters))], relations = conditions.relations.map((write) => write(parameters));
  return partsOf(type).map(({ name, column, ranked, more, sample, walk, unless }) => {
    const documents = 'search_documents d', order = 'ORDER BY date_order DESC, id DESC';
    const rows = (whole: boolean, from: string): string => `SELECT '${type}'::text AS type, id, configuration, date_order, ${ranked} AS vector, '${name}' AS branch, ${whole} AS whole FROM (${from}) AS found ${order} LIMIT ${mostCandidates}`;
    const where = (of: readonly string[]): string => `WHERE ${of.join(' AND ')}`;
    const ofDocument = own ? [`ts_match_vq(d.vector, (${own} ->> d.configuration)::tsquery)`] : [];
    const rest = [...ofDocument, ...conditions.dates.length > 0 ? dates.slice(1) : [], ...relations];
    const byWords = (wanted: string, gates: readonly string[] = []): string => `SELECT * FROM search_matches('${type}', ${wanted}, ${column === 'head'}) AS d ${where([...gates, `true${more(query)}`, ...rest])}`;
    if (relations.length > 0) return { name, steps: `${name} AS MATERIALIZED (${rows(true, byWords(query))})` };
    // The function is the operator without its index.
    const newest = (size: number): string => `SELECT * FROM (SELECT * FROM ${documents} ${where(dates)} ${order} LIMIT ${size}) AS d WHERE ts_match_vq(d.${column}, ${query})${more(query)}${ofDocument.map((condition) => ` AND ${condition}`).join('')}`;
    const needed = unless === undefined ? 'true' : `(SELECT count(*) < ${mostCandidates} AND COALESCE(bool_and(whole), true) FROM ${unless})`;
    const steps = [
      `${name}_sample AS MATERIALIZED (SELECT ${needed} AND count(*) >= ${Math.ceil(sample * enough / walk)} AS frequent FROM (${newest(sample)}) AS s)`,
      `${name}_newest AS MATERIALIZED (${rows(false, newest(walk).replace(' AS d WHERE ', ` AS d WHERE (SELECT frequent FROM ${name}_sample) AND `))})`,
      `${name}_enough AS MATERIALIZED (SELECT count(*) >= ${mostCandidates} OR count(*) >= ${enough} AND EXISTS (SELECT 1 FROM ${documents} ${where(dates)} ${order} OFFSET ${walk} LIMIT 1) AS yes FROM ${name}_newest)`,
      ...exact === null ? [] : [
        `${name}_exact AS MATERIALIZED (${rows(false, byWords(exact, [needed, `NOT (SELECT yes FROM ${name}_enough)`]))})`,
        `${name}_exact_enough AS MATERIALIZED (SELECT count(*) >= ${enough} AS yes FROM ${name}_exact)`,
      ],
      `${name}_all AS MATERIALIZED (${rows(true, byWords(query, [needed, `NOT (SELECT yes FROM ${name}_enough)`, ...exact === null ? [] : [`NOT (SELECT yes FROM ${name}_exact_enough)`]]))})`,
      `${name} AS (SELECT * FROM ${name}_newest WHERE (SELECT yes FROM ${name}_enough) ${exact === null ? '' : `UNION ALL SELECT * FROM ${name}_exact WHERE (SELECT yes FROM ${name}_exact_enough)`} UNION ALL SELECT * FROM ${name}_all)`,
    ];
    return { name, steps: steps.join(',\n    ') };
  });
}

const all = { more: () => '', sample: 400, walk: 5000 };

/** Of articles those whose title, summary, tags or authors match, ranked by these alone, and those that need their text to: its vector is large, and read once. */
function partsOf(type: `${SearchType}`): Part[] {
  const name = type.toLowerCase();
  if (type !== 'ARTICLE') return [{ name, column: 'vector', ranked: 'vector', ...all }];
  return [
    { name, column: 'head', ranked: 'head', ...all },
    { name: 'article_text', column: 'vector', ranked: `vector || ''::tsvector`, sample: 200, walk: 1500, unless: 'article', more: (query) => ` AND NOT ts_match_vq(d.head, ${query})` },
  ];
}
