import { articleColumns, articleIsVisible, type ArticleRow } from '../articles/article.loaders';
import { pagesByParent } from '../database/loaders';
import type { Order } from '../graph/cursor';
import { sourceColumns, type SourceRow } from '../sources/source.loaders';

/** A source beside another, with the number of articles that cite both. */
export type CitedTogetherRow = SourceRow & { togetherCount: number };
/** An article beside another, with the sources that both cite, in the order of the other's bibliography. */
export type RelatedArticleRow = ArticleRow & { sharedCount: number; shared: number[]; citedAt: string };

/**
 * A source may be cited 50,000 times, so neighbours are looked for in the newest articles only. The descriptions of the fields tell these numbers.
 */
export const articlesLookedAt = 100;
export const articlesLookedAtOfEachSource = 50;
export const sourcesLookedAt = 100;

// The neighbours are sorted before their rows are joined: then only the rows of the page are fetched, not those of 3,000 neighbours.

/** The newest lines that cite a source: one range of an index. */
const newestLines = (source: string, limit: number): string =>
  `SELECT c.article_id, c.cited_at FROM citations c WHERE c.source_id = ${source} AND c.cited_at IS NOT NULL ORDER BY c.cited_at DESC, c.id DESC LIMIT ${limit}`;

const mostTogether: Order = {
  name: 'MOST_TOGETHER', descending: true,
  columns: [{ sql: 'n.together', property: 'togetherCount', type: 'bigint' }, { sql: 'n.source_id', property: 'id', type: 'bigint' }],
};
const mostShared: Order = {
  name: 'MOST_SHARED', descending: true,
  columns: [{ sql: 'n.shared_count', property: 'sharedCount', type: 'bigint' }, { sql: 'n.cited_at', property: 'citedAt', type: 'timestamptz' },
    { sql: 'n.article_id', property: 'id', type: 'bigint' }],
};

export const neighbourLoaders = {
  citedTogetherBySourceId: pagesByParent<CitedTogetherRow>({
    name: 'Source.citedTogetherWith', columns: `${sourceColumns}, n.together AS "togetherCount"`,
    from: `(SELECT o.source_id, count(DISTINCT o.article_id) AS together
        FROM (SELECT DISTINCT r.article_id FROM (${newestLines('parent.id', articlesLookedAt)}) AS r) AS citing
        JOIN citations o ON o.article_id = citing.article_id
        WHERE o.source_id <> parent.id AND o.cited_at IS NOT NULL GROUP BY o.source_id ORDER BY 2 DESC, 1 DESC) AS n
      JOIN sources s ON s.id = n.source_id`,
    where: 'true', parent: 'parent.id',
  }, mostTogether),
  relatedByArticleId: pagesByParent<RelatedArticleRow>({
    name: 'Article.related', columns: `${articleColumns}, n.shared_count AS "sharedCount", n.shared, n.cited_at AS "citedAt"`,
    from: `(SELECT o.article_id, max(o.cited_at) AS cited_at, count(*) AS shared_count, array_agg(own.source_id ORDER BY own.position) AS shared
        FROM (SELECT c.source_id, min(c.position) AS position FROM citations c
          WHERE c.article_id = parent.id AND c.source_id IS NOT NULL AND c.cited_at IS NOT NULL GROUP BY c.source_id ORDER BY 2 LIMIT ${sourcesLookedAt}) AS own
        CROSS JOIN LATERAL (SELECT r.article_id, max(r.cited_at) AS cited_at FROM (${newestLines('own.source_id', articlesLookedAtOfEachSource)}) AS r GROUP BY r.article_id) AS o
        WHERE o.article_id <> parent.id GROUP BY o.article_id ORDER BY 3 DESC, 2 DESC, 1 DESC) AS n
      JOIN articles a ON a.id = n.article_id`,
    where: articleIsVisible, parent: 'parent.id',
  }, mostShared),
};
