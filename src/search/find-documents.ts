import { Parameters, type ReadSession, type Statement, statementForValues } from '../database/database';
import type { Order } from '../graph/cursor';
import type { Page } from '../graph/page-arguments';
import type { PreparedSearch } from './prepare-search';
import type { SearchFilter, SearchType } from './search.arguments';
import { candidatesOf, mostCandidates } from './find-candidates';
import { searchConditions } from './search-conditions';

/** A document that was found. `score` in millionths. */
export interface FoundDocument { type: `${SearchType}`; id: number; score: number; dateOrder: number }
export interface FacetRow { value: string; label: string; count: number }
export type FacetName = 'types' | 'years' | 'publishers' | 'authors' | 'tags';
export type FacetRows = Partial<Record<FacetName, FacetRow[]>>;
export interface FoundPage { documents: FoundDocument[]; count: number; complete: boolean; hasPrevious: boolean; hasNext: boolean; facets: FacetRows }

export interface SearchRequest { types: readonly `${SearchType}`[]; filter: SearchFilter | null; page: Page }

/** Best first, then the newest; type and id make it total. */
export const byRelevance: Order = {
  name: 'RELEVANCE', descending: true,
  columns: [
    { sql: 'score', property: 'score', type: 'bigint' }, { sql: 'date_order', property: 'dateOrder', type: 'bigint' },
    { sql: 'type', property: 'type', type: 'text' }, { sql: 'id', property: 'id', type: 'bigint' },
  ],
};

const nothing: FoundPage = { documents: [], count: 0, complete: true, hasPrevious: false, hasNext: false, facets: {} };

/** A page of what matches, with how much there is, and with the facets that are wanted: one statement, planned for its values. */
export async function findDocuments(db: ReadSession, prepared: PreparedSearch, { types, filter, page }: SearchRequest, wanted: ReadonlySet<FacetName>): Promise<FoundPage> {
  const p = new Parameters();
  if (prepared.query === null) return nothing;
  const query = `${p.add(prepared.query)}::tsquery`, exact = `${p.add(prepared.exact ?? '')}::tsquery`;
  const queries = {
    words: prepared.query, loose: prepared.loose, exact: prepared.exact === prepared.query ? null : prepared.exact, own: prepared.own && JSON.stringify(prepared.own),
  };
  const candidates = types.flatMap((type) => candidatesOf(type, queries, searchConditions(type, filter), p));
  if (candidates.length === 0) return nothing;
  const phrase = `${p.add(prepared.phrase ?? '')}::tsquery`, titlePhrase = `${p.add(prepared.titlePhrase ?? '')}::tsquery`, phraseWords = `${p.add(JSON.stringify(prepared.phraseWords))}::jsonb`;
  const inTitle = `${p.add(prepared.inTitle ?? '')}::tsquery`, anyWord = `${p.add(prepared.anyWord ?? '')}::tsquery`;
  const bound = (values: Page['after']): string => values ? `(${values.map((value, i) => `${p.add(value)}::${byRelevance.columns[i]?.type}`).join(', ')})` : '';
  const place = '(score, date_order, type COLLATE "C", id)';
  const [after, before] = [bound(page.after), bound(page.before)];
  const size = `${p.add(page.size)}::bigint`;
  const [found] = await db.rows<Omit<FoundPage, 'hasPrevious' | 'hasNext'> & { low: number; high: number }>(searching(`
    WITH ${candidates.map(({ step }) => step).join(',\n    ')},
    candidates AS MATERIALIZED (${candidates.map(({ name }) => `SELECT * FROM ${name}`).join(' UNION ALL ')}),
    ranked AS MATERIALIZED (
      SELECT type, id, date_order, (1e6 * (ts_rank_cd('{0.05, 0.2, 0.5, 1}', vector, ${query}, 1)
        + ts_rank('{0, 0.1, 0.1, 1}', vector, ${anyWord})
        + CASE WHEN type = 'ARTICLE' THEN 0.25 ELSE 0 END
        + CASE WHEN vector @@ ${exact} THEN 1 ELSE 0 END
        + CASE WHEN vector @@ ${inTitle} THEN 1.5 ELSE 0 END
        + CASE WHEN vector @@ ${phrase} THEN 1 ELSE 0 END
        + CASE WHEN vector @@ ${titlePhrase} THEN 2 + 4 * LEAST(1, (${phraseWords} ->> configuration)::numeric / GREATEST(1, length(ts_filter(vector, '{a}')))) ^ 2 ELSE 0 END))::bigint AS score
      FROM candidates WHERE id IS NOT NULL
    ),
    placed AS MATERIALIZED (SELECT *, row_number() OVER (ORDER BY score DESC, date_order DESC, type COLLATE "C" DESC, id DESC) AS n FROM ranked),
    bounds AS (
      SELECT count(*) AS count, ${after ? `count(*) FILTER (WHERE ${place} >= ${after})` : '0::bigint'} AS low, ${before ? `count(*) FILTER (WHERE ${place} > ${before})` : 'count(*)'} AS high,
        NOT EXISTS (SELECT 1 FROM candidates GROUP BY branch HAVING count(*) >= ${mostCandidates} OR count(*) > count(id)) AS complete FROM placed
    ),
    part AS (SELECT count, complete, ${page.backward ? `GREATEST(low, high - ${size})` : 'low'} AS low, ${page.backward ? 'high' : `LEAST(high, low + ${size})`} AS high FROM bounds)
    SELECT part.count, part.complete, part.low, part.high,
      (SELECT COALESCE(json_agg(json_build_object('type', type, 'id', id, 'score', score, 'dateOrder', date_order) ORDER BY n), '[]') FROM placed WHERE n > part.low AND n <= part.high) AS documents,
      json_build_object(${[...wanted].map((name) => `'${name}', ${facets[name]}`).join(', ')}) AS facets
    FROM part`), p.values);
  if (!found) return nothing;
  const { documents, count, complete, low, high } = found;
  return { documents, count, complete, hasPrevious: low > 0, hasNext: high < count, facets: found.facets };
}

/** Planned for its values. Documents are read by functions, so the table does not stand in the text. */
function searching(text: string): Statement {
  const { tables } = statementForValues(text);
  return { text, tables: [...tables, 'search_documents'] };
}

const facet = (values: string): string => `(SELECT COALESCE(json_agg(f ORDER BY f.count DESC, f.value), '[]') FROM (
  SELECT value, min(label) AS label, count(*) AS count FROM (${values}) AS v GROUP BY value ORDER BY 3 DESC, 1 LIMIT 20) AS f)`;

/** Of the ranked documents. Other tables are entered by their keys. */
const facets: Record<FacetName, string> = {
  types: facet('SELECT r.type AS value, r.type AS label FROM ranked r'),
  years: facet('SELECT (r.date_order >> 9)::text AS value, (r.date_order >> 9)::text AS label FROM ranked r WHERE r.date_order <> 0'),
  publishers: facet(`SELECT b.slug AS value, b.name AS label FROM ranked r JOIN sources s ON s.id = r.id JOIN publishers b ON b.id = s.publisher_id WHERE r.type = 'SOURCE'`),
  authors: facet(`SELECT u.slug AS value, u.name AS label FROM (
    SELECT r.type, r.id, x.author_id FROM ranked r JOIN authorships x ON x.article_id = r.id WHERE r.type = 'ARTICLE'
    UNION SELECT r.type, r.id, x.author_id FROM ranked r JOIN source_authors x ON x.source_id = r.id WHERE r.type = 'SOURCE') AS w JOIN authors u ON u.id = w.author_id`),
  tags: facet(`SELECT t.tag AS value, t.tag AS label FROM ranked r JOIN articles a ON a.id = r.id CROSS JOIN LATERAL (SELECT DISTINCT unnest(a.tags) AS tag) AS t WHERE r.type = 'ARTICLE'`),
};
