import { pagesByParent, rowBy } from '../database/loaders';
import type { Order } from '../graph/cursor';
import { sourceColumns, type SourceRow } from '../sources/source.loaders';

/** A source with the place of its first line in the bibliography that is asked for. */
export type FirstTimeRow = SourceRow & { position: number };

/** The article that cites a source first: the last entry of its range in an index. Of articles of one instant it is the one whose line was there first. */
const firstCiting = (source: string): string =>
  `SELECT e.article_id FROM citations e WHERE e.source_id = ${source} AND e.cited_at IS NOT NULL ORDER BY e.cited_at, e.id LIMIT 1`;

const inOrder: Order = {
  name: 'POSITION', descending: false,
  columns: [{ sql: 'f.position', property: 'position', type: 'bigint' }, { sql: 'f.source_id', property: 'id', type: 'bigint' }],
};

export const firstTimeLoaders = {
  firstTimeSourcesByArticleId: pagesByParent<FirstTimeRow>({
    name: 'Article.firstTimeSources', columns: `${sourceColumns}, f.position`,
    from: `(SELECT c.source_id, min(c.position) AS position FROM citations c
        WHERE c.article_id = parent.id AND c.source_id IS NOT NULL AND c.cited_at IS NOT NULL GROUP BY c.source_id) AS f
      JOIN sources s ON s.id = f.source_id`,
    where: `(${firstCiting('f.source_id')}) = parent.id`, parent: 'parent.id',
  }, inOrder),
  firstCitingBySourceId: rowBy<number, { sourceId: number; articleId: number }>('sourceId',
    `SELECT k.id AS "sourceId", (${firstCiting('k.id')}) AS "articleId" FROM unnest($1::bigint[]) AS k (id)`),
};
