import type { ArticleFilter, AuthorFilter, EventFilter, PublisherFilter, SourceFilter } from '../../src/filters/filter-inputs';
import { nodeId, readNodeId } from '../../src/graph/node-id';
import { fillAtRandom } from '../support/random-publication';
import { seededRandom } from '../support/random';
import { useDatabase } from '../support/use-database';
import { readAllRows, slowFilters } from './slow-filters';

const graph = useDatabase('empty');
const random = seededRandom(2026);
const sizes = { articles: 900, sources: 150, publishers: 12, authors: 20 };
const events = 60;
const kinds = ['NEWSPAPER', 'WIRE', 'PRESS'] as const, tags = ['oil', 'law', 'war'];

/** More lines than are looked at from the other end, so that both ways of reading a page are taken. */
beforeAll(async () => {
  await fillAtRandom(graph, 2026, sizes);
  await graph.sql('UPDATE publishers SET kind = ($1::text[])[1 + id % 3]', [kinds]);
  await graph.sql(`UPDATE articles SET tags = ARRAY(SELECT t FROM unnest($1::text[]) WITH ORDINALITY AS x (t, n) WHERE (id / n) % 3 = 0)`, [tags]);
  await graph.sql(`INSERT INTO redirects (type, old_id, slug, new_id) VALUES ('Publisher', 9001, 'gone-house', 2), ('Author', 9002, 'gone-author', 3), ('Source', 9003, NULL, 1)`);
  const made = Array.from({ length: events }, () => ({ year: random.below(4) === 0 ? null : 1900 + random.below(20), month: random.below(3) === 0 ? null : 1 + random.below(12) }));
  for (const [i, { year, month }] of made.entries()) {
    await graph.sql(`INSERT INTO historical_events (origin_id, origin_key, date, year, month, day, text) VALUES (1, $1, $2, $3, $4, $5, 'Event')`, [String(i), String(year ?? 'XXXX'), year, month, month === null ? null : 1 + random.below(28)]);
  }
  for (let n = 0; n < 150; n += 1) {
    await graph.sql(`INSERT INTO event_mentions (event_id, in_article_id, position, article_id, reason) VALUES ($1, $2, $3, $4, 'LISTED')`,
      [1 + random.below(events - 10), 1 + random.below(sizes.articles), n + 1, random.below(5) === 0 ? null : 1 + random.below(sizes.articles)]);
  }
}, 60_000);

const maybe = (chance: number): boolean => random.next() < chance;
const by = (type: 'Author' | 'Publisher', name: string, count: number, gone: string, goneId: number): { id: string } | { slug: string } => {
  if (maybe(0.1)) return maybe(0.5) ? { slug: gone } : { id: nodeId(type, goneId) };
  if (maybe(0.05)) return { slug: 'nobody' };
  const n = 1 + random.below(count);
  return maybe(0.5) ? { id: nodeId(type, n) } : { slug: `${name}-${n}` };
};
const authorBy = (): object => by('Author', 'author', sizes.authors, 'gone-author', 9002);
const publisherBy = (): object => by('Publisher', 'publisher', sizes.publishers, 'gone-house', 9001);
const instant = (): string => `2009-0${1 + random.below(9)}-01T00:00:00Z`;

/** Conditions by chance; nulls, which say nothing, among them. `deep` filters may stand within. */
function made(options: Record<string, [chance: number, value: () => unknown]>, deep: number, again: () => object): object {
  const filter: Record<string, unknown> = {};
  for (const [name, [chance, value]] of Object.entries(options)) if (maybe(chance)) filter[name] = maybe(0.06) ? null : value();
  if (deep > 0 && maybe(0.15)) filter.and = Array.from({ length: random.below(3) }, again);
  if (deep > 0 && maybe(0.2)) filter.or = Array.from({ length: maybe(0.1) ? 0 : 1 + random.below(2) }, again);
  if (deep > 0 && maybe(0.2)) filter.not = again();
  return filter;
}
const relation = (deep: number, chance: number): number => (deep > 0 ? chance : 0);
const articleFilter = (deep: number): object => made({
  publishedFrom: [0.2, instant], publishedTo: [0.2, instant], tag: [0.2, () => random.pick(tags)], author: [0.15, authorBy], citesPublisher: [0.15, publisherBy], updatedSince: [deep < 3 ? 0.05 : 0, () => '2001-01-01T00:00:00Z'],
  citesSource: [0.1, () => nodeId('Source', maybe(0.2) ? 9003 : 1 + random.below(20))], cites: [relation(deep, 0.4), () => sourceFilter(deep - 1)], events: [relation(deep, 0.1), () => eventFilter(deep - 1)],
}, deep, () => articleFilter(deep - 1));
const sourceFilter = (deep: number): object => made({
  publisher: [0.25, publisherBy], publisherKind: [0.2, () => random.pick(kinds)], author: [0.15, authorBy], type: [0.25, () => random.pick(['book', 'report', 'nothing'])],
  issuedFrom: [0.15, () => String(2000 + random.below(5))], issuedTo: [0.15, () => String(2000 + random.below(5))], citedBy: [relation(deep, 0.4), () => articleFilter(deep - 1)],
}, deep, () => sourceFilter(deep - 1));
const publisherFilter = (deep: number): object => made({ kind: [0.4, () => random.pick(kinds)], sources: [relation(deep, 0.7), () => sourceFilter(deep - 1)] }, deep, () => publisherFilter(deep - 1));
const authorFilter = (deep: number): object => made({ articles: [relation(deep, 0.5), () => articleFilter(deep - 1)], sources: [relation(deep, 0.5), () => sourceFilter(deep - 1)] }, deep, () => authorFilter(deep - 1));
const eventFilter = (deep: number): object => made({
  yearFrom: [0.2, () => 1900 + random.below(20)], yearTo: [0.2, () => 1900 + random.below(20)], month: [0.2, () => 1 + random.below(12)], day: [0.1, () => 1 + random.below(28)], articles: [relation(deep, 0.6), () => articleFilter(deep - 1)],
}, deep, () => eventFilter(deep - 1));

const lists = {
  articles: ['ArticleFilter', articleFilter, 'Article', ''], sources: ['SourceFilter', sourceFilter, 'Source', ''], publishers: ['PublisherFilter', publisherFilter, 'Publisher', null],
  authors: ['AuthorFilter', authorFilter, 'Author', null], historicalEvents: ['EventFilter', eventFilter, 'HistoricalEvent', ''],
} as const;
interface Page { totalCount: number; nodes: { id: string }[]; pageInfo: { endCursor: string | null; startCursor: string | null; hasNextPage: boolean; hasPreviousPage: boolean } }
const conditionsIn = (value: unknown): number => (Array.isArray(value) ? value.reduce<number>((sum, each) => sum + 1 + conditionsIn(each), 0)
  : typeof value === 'object' && value !== null ? Object.values(value).reduce<number>((sum, each) => sum + (each === null ? 0 : Array.isArray(each) ? 0 : 1) + conditionsIn(each), 0) : 0);

test.each(Object.keys(lists) as (keyof typeof lists)[])('%s under 50 random filters are those that a look through all rows finds, page by page from both ends, and hidden rows change nothing', async (name) => {
  const [input, filterOf, type, inOrder] = lists[name];
  const slow = slowFilters(await readAllRows(graph));
  const ask = async (filter: object, args: object): Promise<Page> => (await graph.query<{ list: Page }>(
    `query ($filter: ${input}, $first: Int, $last: Int, $after: String, $before: String) { list: ${name}(filter: $filter, first: $first, last: $last, after: $after, before: $before) {
      totalCount nodes { id } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }`, { filter, ...args })).list;
  let some = 0;
  for (let n = 0; n < 50;) {
    const filter = filterOf(3);
    if (conditionsIn(filter) > 30) continue;
    n += 1;
    const wanted = slow[name](filter as ArticleFilter & SourceFilter & PublisherFilter & AuthorFilter & EventFilter);
    const size = 1 + random.below(60);
    const first = await ask(filter, { first: size });
    const next = first.pageInfo.endCursor === null ? null : await ask(filter, { first: size, after: first.pageInfo.endCursor });
    const back = next?.pageInfo.startCursor == null ? null : await ask(filter, { last: size, before: next.pageInfo.startCursor });
    const ids = ({ nodes }: Page): number[] => nodes.map(({ id }) => readNodeId(id, 'id', type).id);
    const found = [...ids(first), ...(next ? ids(next) : [])];
    const shown = JSON.stringify(filter);
    expect([shown, first.totalCount, first.pageInfo.hasNextPage]).toEqual([shown, wanted.length, wanted.length > size]);
    if (inOrder === null) expect([shown, found.filter((id) => !wanted.includes(id)), new Set(found).size]).toEqual([shown, [], Math.min(wanted.length, 2 * size)]);
    else expect([shown, found]).toEqual([shown, wanted.slice(0, 2 * size)]);
    if (back) expect([shown, ids(back)]).toEqual([shown, ids(first)]);
    if (next) expect([shown, next.pageInfo.hasPreviousPage]).toEqual([shown, true]);
    if (wanted.length > 0) some += 1;
  }
  expect(some).toBeGreaterThan(15);
}, 120_000);
