import { articleIsVisible } from '../articles/article.loaders';
import type { AuthorBy } from '../authors/author-by';
import { type Condition, allOf, anyOf, exists } from '../database/conditions';
import { idNamedBy, idNow } from '../database/named-by';
import { type PartialDate, parsePartialDate, partialDateOrder } from '../dates/partial-date';
import { InvalidInput } from '../errors';
import { eventIsVisible, tieIsVisible } from '../events/historical-event.loaders';
import { readNodeId } from '../graph/node-id';
import type { ArticleFilter, AuthorFilter, EventFilter, PublisherFilter, SourceFilter } from './filter-inputs';
import { type ConditionsOf, type Place, type Way, conditionsOf, outermost, related } from './nested-filter';

const furthestYear = 99_999;

/**
 * Every filter as conditions on the rows of its list: articles `a`, sources `s`, publishers `p`, authors `u`, events `e`. A relation leads to rows of
 * another type, so that within it these names mean the nearest ones. Only what readers see counts. No condition is ever unknown, so that `not` is its opposite.
 */
const lineIsVisible = 'x.cited_at IS NOT NULL';
const ways = {
  articleCites: { from: 'citations x JOIN sources s ON s.id = x.source_id', key: 'x.article_id', row: 'a.id', where: lineIsVisible },
  articleEvents: { from: 'event_mentions t JOIN historical_events e ON e.id = t.event_id', key: 't.article_id', row: 'a.id', where: `${tieIsVisible} AND ${eventIsVisible}` },
  sourceCitedBy: { from: 'citations x JOIN articles a ON a.id = x.article_id', key: 'x.source_id', row: 's.id', where: `${lineIsVisible} AND ${articleIsVisible}` },
  publisherSources: { from: 'sources s', key: 's.publisher_id', row: 'p.id', where: 'true' },
  authorArticles: { from: 'authorships x JOIN articles a ON a.id = x.article_id', key: 'x.author_id', row: 'u.id', where: articleIsVisible },
  authorSources: { from: 'source_authors x JOIN sources s ON s.id = x.source_id', key: 'x.author_id', row: 'u.id', where: 'true' },
  eventArticles: { from: 'event_mentions t JOIN articles a ON a.id = t.article_id', key: 't.event_id', row: 'e.id', where: `${tieIsVisible} AND ${articleIsVisible}` },
} satisfies Record<string, Way>;

/** What `articles` has under a filter. With `updatedSince` its list has tombstones: what hung on them is hidden, so nothing is asked of it, and an app that filters hears of them. */
export function articleListConditions(filter: ArticleFilter | null | undefined): Condition[] {
  if (!filter?.updatedSince) return articleConditions(filter, outermost());
  const { updatedSince, ...others } = filter;
  const conditions = articleConditions(others, outermost());
  const changed: Condition = (p) => `k.changed_at >= ${p.add(updatedSince)}::timestamptz`;
  return conditions.length === 0 ? [changed] : [changed, anyOf([() => `NOT (${articleIsVisible})`, allOf(conditions)])];
}

const articleConditions: ConditionsOf<ArticleFilter> = conditionsOf((filter, place) => {
  const { publishedFrom, publishedTo, updatedSince, author, citesPublisher, citesSource, tag, cites, events } = filter;
  const conditions: Condition[] = [];
  if (publishedFrom) conditions.push((p) => `a.listed_at >= ${p.add(publishedFrom)}::timestamptz`);
  if (publishedTo) conditions.push((p) => `a.listed_at <= ${p.add(publishedTo)}::timestamptz`);
  if (updatedSince) conditions.push((p) => `EXISTS (SELECT 1 FROM article_changes k WHERE k.article_id = a.id AND k.changed_at >= ${p.add(updatedSince)}::timestamptz)`);
  if (tag != null) conditions.push((p) => `a.tags @> ARRAY[${p.add(tag)}::text]`);
  if (author) conditions.push(writtenBy({ from: 'authorships x', key: 'x.article_id', row: 'a.id' }, author, place));
  if (citesSource != null) {
    const { id } = readNodeId(citesSource, `${place.path}.citesSource`, 'Source');
    conditions.push(exists({ from: 'citations x', key: 'x.article_id', row: 'a.id', conditions: [() => lineIsVisible, (p) => `x.source_id = ${idNow('Source', p.add(id))}`] }));
  }
  if (citesPublisher) conditions.push(exists({ ...ways.articleCites, conditions: [() => lineIsVisible, idNamedBy('s.publisher_id', 'Publisher', citesPublisher, `${place.path}.citesPublisher`)] }));
  if (events) conditions.push(related(ways.articleEvents, eventConditions, events, place, 'events'));
  if (cites) conditions.push(related(ways.articleCites, sourceConditions, cites, place, 'cites'));
  return conditions;
});

export const sourceConditions: ConditionsOf<SourceFilter> = conditionsOf((filter, place) => {
  const { publisher, publisherKind, author, type, issuedFrom, issuedTo, citedBy } = filter;
  const conditions: Condition[] = [];
  if (publisher) conditions.push(allOf([() => 's.publisher_id IS NOT NULL', idNamedBy('s.publisher_id', 'Publisher', publisher, `${place.path}.publisher`)]));
  if (publisherKind != null) conditions.push((p) => `EXISTS (SELECT 1 FROM publishers p WHERE p.id = s.publisher_id AND p.kind = ${p.add(publisherKind)}::text)`);
  if (type != null) conditions.push((p) => `s.type = ${p.add(type)}::text`);
  if (issuedFrom != null) {
    const from = partialDateOrder(dateWithYear(issuedFrom, `${place.path}.issuedFrom`));
    conditions.push((p) => `s.issued_order >= ${p.add(from)}::integer AND s.issued IS NOT NULL`);
  }
  if (issuedTo != null) {
    const to = dateWithYear(issuedTo, `${place.path}.issuedTo`);
    const last = partialDateOrder({ ...to, month: to.month ?? 12, day: to.day ?? 31 });
    conditions.push((p) => `s.issued_order <= ${p.add(last)}::integer AND s.issued IS NOT NULL`);
  }
  if (author) conditions.push(writtenBy({ from: 'source_authors x', key: 'x.source_id', row: 's.id' }, author, place));
  if (citedBy) {
    const byThese = related(ways.sourceCitedBy, articleConditions, citedBy, place, 'citedBy');
    const byAny = Object.values(citedBy).every((value) => value == null);
    conditions.push(byAny ? () => 's.citation_count > 0' : byThese); // visible citations, counted by a trigger
  }
  return conditions;
});

export const publisherConditions: ConditionsOf<PublisherFilter> = conditionsOf(({ kind, sources }, place) => {
  const conditions: Condition[] = [];
  if (kind != null) conditions.push((p) => `p.kind = ${p.add(kind)}::text`);
  if (sources) conditions.push(related(ways.publisherSources, sourceConditions, sources, place, 'sources'));
  return conditions;
});

export const authorConditions: ConditionsOf<AuthorFilter> = conditionsOf(({ articles, sources }, place) => {
  const conditions: Condition[] = [];
  if (articles) conditions.push(related(ways.authorArticles, articleConditions, articles, place, 'articles'));
  if (sources) conditions.push(related(ways.authorSources, sourceConditions, sources, place, 'sources'));
  return conditions;
});

export const eventConditions: ConditionsOf<EventFilter> = conditionsOf((filter, place) => {
  const conditions: Condition[] = [];
  const add = (name: 'month' | 'day' | 'yearFrom' | 'yearTo', from: number, to: number, column: string, operator: string): void => {
    const value = filter[name];
    if (value == null) return;
    if (value < from || value > to) throw new InvalidInput(`${place.path}.${name}`, `a number from ${from} to ${to}`, value);
    conditions.push((p) => `${column} ${operator} ${p.add(value)}::integer AND ${column} IS NOT NULL`);
  };
  add('month', 1, 12, 'e.month', '=');
  add('day', 1, 31, 'e.day', '=');
  add('yearFrom', -furthestYear, furthestYear, 'e.year', '>=');
  add('yearTo', -furthestYear, furthestYear, 'e.year', '<=');
  if (filter.articles) conditions.push(related(ways.eventArticles, articleConditions, filter.articles, place, 'articles'));
  return conditions;
});

function writtenBy(way: { from: string; key: string; row: string }, author: AuthorBy, { path }: Place): Condition {
  return exists({ ...way, conditions: [idNamedBy('x.author_id', 'Author', author, `${path}.author`)] });
}

function dateWithYear(text: string, argument: string): PartialDate {
  const date = parsePartialDate(text);
  if (!date || date.year === null || Math.abs(date.year) > 9999) throw new InvalidInput(argument, 'a date with a year, such as "2008-04"', text);
  return date;
}
