import type { Condition } from '../database/lists';
import { idNamedBy, idNow } from '../database/named-by';
import { readNodeId } from '../graph/node-id';
import type { ArticleFilter } from './article.arguments';

/** The conditions of a filter; a relation is one EXISTS over an index. */
export function articleConditions(filter: ArticleFilter | null | undefined): Condition[] {
  if (!filter) return [];
  const { publishedFrom, publishedTo, updatedSince, author, citesPublisher, citesSource, tag } = filter;
  const conditions: Condition[] = [];
  if (publishedFrom) conditions.push((p) => `a.listed_at >= ${p.add(publishedFrom)}::timestamptz`);
  if (publishedTo) conditions.push((p) => `a.listed_at <= ${p.add(publishedTo)}::timestamptz`);
  if (updatedSince) conditions.push((p) => `k.changed_at >= ${p.add(updatedSince)}::timestamptz`);
  if (tag != null) conditions.push((p) => `a.tags @> ARRAY[${p.add(tag)}::text]`);
  if (author) conditions.push((p) => `EXISTS (SELECT 1 FROM authorships x WHERE x.article_id = a.id AND ${idNamedBy('x.author_id', 'Author', author, 'filter.author')(p)})`);
  if (citesPublisher) {
    conditions.push((p) => `EXISTS (SELECT 1 FROM citations x JOIN sources y ON y.id = x.source_id
      WHERE x.article_id = a.id AND ${idNamedBy('y.publisher_id', 'Publisher', citesPublisher, 'filter.citesPublisher')(p)})`);
  }
  if (citesSource != null) {
    const { id } = readNodeId(citesSource, 'filter.citesSource', 'Source');
    conditions.push((p) => `EXISTS (SELECT 1 FROM citations x WHERE x.article_id = a.id AND x.source_id = ${idNow('Source', p.add(id))})`);
  }
  return conditions;
}
