import type { TestGraph } from './use-database';

/** Tables that a decision may write; `merges` itself is the record that stays. */
const tables = {
  publishers: 'id', publisher_aliases: 'key', authors: 'id', author_aliases: 'key', sources: 'id', source_keys: 'key', source_authors: 'source_id, position',
  articles: 'id', authorships: 'article_id, position', citations: 'id', redirects: 'type, old_id', list_counts: 'list',
  reliances: 'author_id, publisher_id', citing_authors: 'author_id', cited_authors: 'author_id', citation_counts: 'grouping, label',
};

/** Every row of the graph, as text; what undoing puts back is equal to what was. A count of nothing is no row. */
export async function everything(graph: TestGraph): Promise<Record<string, string[]>> {
  const found = await Promise.all(Object.entries(tables).map(async ([table, order]) =>
    [table, (await graph.sql<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM ${table} t ${table.endsWith('_authors') && table !== 'source_authors' ? 'WHERE citation_count <> 0 ' : ''}ORDER BY ${order}`)).map(({ row }) => row)] as const));
  return Object.fromEntries(found);
}

/** Counters that do not agree with the rows they count; empty when all is right. */
export function wrongCounts(graph: TestGraph): Promise<object[]> {
  return graph.sql(`
    SELECT 'source' AS what, s.id, s.citation_count AS kept, count(c.id) AS counted FROM sources s LEFT JOIN citations c ON c.source_id = s.id AND c.cited_at IS NOT NULL GROUP BY s.id HAVING s.citation_count <> count(c.id)
    UNION ALL SELECT 'publisher', p.id, p.citation_count, count(c.id) FROM publishers p LEFT JOIN sources s ON s.publisher_id = p.id LEFT JOIN citations c ON c.source_id = s.id AND c.cited_at IS NOT NULL GROUP BY p.id HAVING p.citation_count <> count(c.id)
    UNION ALL SELECT l.list, 0, l.count, n.count FROM list_counts l JOIN (
      SELECT 'publishers' AS list, count(*) FROM publishers UNION ALL SELECT 'authors', count(*) FROM authors UNION ALL SELECT 'sources', count(*) FROM sources
      UNION ALL SELECT 'citationsToReview', count(*) FROM citations WHERE review_state = 'NEEDS_REVIEW' AND cited_at IS NOT NULL) n USING (list) WHERE l.count <> n.count
    UNION ALL SELECT 'origin ' || n.kind, k.origin_id, n.kept, n.counted FROM origin_counts k CROSS JOIN LATERAL (VALUES
      ('articles', k.articles, (SELECT count(*) FROM articles a WHERE a.origin_id = k.origin_id AND a.status = 'PUBLISHED')),
      ('comments', k.comments, (SELECT count(*) FROM comments m JOIN articles a ON a.id = m.article_id WHERE m.origin_id = k.origin_id AND m.status = 'APPROVED' AND a.status = 'PUBLISHED')),
      ('citations', k.citations, (SELECT count(*) FROM citations c JOIN articles a ON a.id = c.article_id WHERE a.origin_id = k.origin_id AND c.cited_at IS NOT NULL)),
      ('events', k.events, (SELECT count(*) FROM historical_events e WHERE e.origin_id = k.origin_id AND e.visible)),
      ('sources', k.sources, (SELECT count(*) FROM sources s WHERE s.origin_id = k.origin_id))) AS n (kind, kept, counted) WHERE n.kept <> n.counted`);
}
