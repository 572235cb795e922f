import type { ArticleFilter, AuthorFilter, EventFilter, PublisherFilter, SourceFilter } from '../../src/filters/filter-inputs';
import { readNodeId } from '../../src/graph/node-id';
import type { TestGraph } from '../support/use-database';

interface ArticleRow { id: number; status: string; at: string; tags: string[]; changed: string }
interface SourceRow { id: number; type: string; publisher: number | null; year: number | null; citations: number }
interface Pair { of: number; to: number }
interface Tie { event: number; article: number | null; said: number }

/** Every row of a publication, hidden ones too. */
export interface AllRows {
  articles: ArticleRow[]; sources: SourceRow[]; publishers: { id: number; slug: string; kind: string }[]; authors: { id: number; slug: string; name: string }[];
  events: { id: number; year: number | null; month: number | null; day: number | null; order: number }[]; lines: Pair[]; wroteArticle: Pair[]; wroteSource: Pair[]; ties: Tie[];
  moved: { type: string; old: number; slug: string; now: number }[];
}

/** Reads all of it. */
export async function readAllRows({ sql }: TestGraph): Promise<AllRows> {
  const instant = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return {
    articles: await sql(`SELECT a.id, a.status, ${instant('a.listed_at')} AS at, a.tags, ${instant('k.changed_at')} AS changed FROM articles a JOIN article_changes k ON k.article_id = a.id`),
    sources: await sql('SELECT id, type, publisher_id AS publisher, left(issued, 4)::integer AS year, citation_count AS citations FROM sources'),
    publishers: await sql('SELECT id, slug, kind FROM publishers'), authors: await sql('SELECT id, slug, name FROM authors'),
    events: await sql('SELECT id, year, month, day, date_order AS order FROM historical_events'),
    lines: await sql('SELECT article_id AS of, source_id AS to FROM citations WHERE source_id IS NOT NULL'),
    wroteArticle: await sql('SELECT author_id AS of, article_id AS to FROM authorships'), wroteSource: await sql('SELECT author_id AS of, source_id AS to FROM source_authors'),
    ties: await sql('SELECT event_id AS event, article_id AS article, in_article_id AS said FROM event_mentions'),
    moved: await sql('SELECT type, old_id AS old, slug, new_id AS now FROM redirects'),
  };
}

interface Combined { and?: this[] | null; or?: this[] | null; not?: this | null }
interface By { id?: string; slug?: string }

/** Says of one row whether a filter holds, by looking through everything: slow, and nothing to be wrong about. */
export function slowFilters(rows: AllRows) {
  const seen = (article: ArticleRow): boolean => article.status === 'PUBLISHED';
  const some = <Row extends { id: number }>(all: readonly Row[], ids: readonly (number | null)[], holds: (row: Row) => boolean): boolean => all.some((row) => ids.includes(row.id) && holds(row));
  const named = (type: 'Author' | 'Publisher' | 'Source', all: readonly { id: number; slug?: string }[], { id, slug }: By): number | undefined => {
    const asked = id == null ? undefined : readNodeId(id, 'id', type).id;
    const moved = rows.moved.find((one) => one.type === type && (asked === undefined ? one.slug === slug : one.old === asked));
    return moved?.now ?? (asked ?? all.find((row) => row.slug === slug)?.id);
  };
  const combined = <Filter extends Combined, Row>(filter: Filter, row: Row, one: (filter: Filter, row: Row) => boolean): boolean =>
    (filter.and ?? []).every((each) => one(each, row)) && (filter.or == null || filter.or.some((each) => one(each, row))) && (filter.not == null || !one(filter.not, row));
  const tiesShown = rows.ties.filter(({ said }) => rows.articles.some((article) => article.id === said && seen(article)));
  const eventIsSeen = ({ id }: { id: number }): boolean => !rows.ties.some(({ event }) => event === id) || tiesShown.some(({ event }) => event === id);

  const article = (f: ArticleFilter, row: ArticleRow): boolean => {
    const cited = rows.lines.filter(({ of }) => of === row.id).map(({ to }) => to);
    const writers = rows.wroteArticle.filter(({ to }) => to === row.id).map(({ of }) => of);
    const author = f.author && named('Author', rows.authors, f.author), publisher = f.citesPublisher && named('Publisher', rows.publishers, f.citesPublisher);
    return (f.publishedFrom == null || Date.parse(row.at) >= Date.parse(String(f.publishedFrom))) && (f.publishedTo == null || Date.parse(row.at) <= Date.parse(String(f.publishedTo)))
      && (f.updatedSince == null || Date.parse(row.changed) >= Date.parse(String(f.updatedSince)))
      && (f.tag == null || row.tags.includes(f.tag)) && (!f.author || (author !== undefined && writers.includes(author ?? 0)))
      && (!f.citesPublisher || some(rows.sources, cited, (source) => source.publisher === publisher)) && (f.citesSource == null || cited.includes(named('Source', rows.sources, { id: f.citesSource }) ?? 0))
      && (f.cites == null || some(rows.sources, cited, (each) => source(f.cites ?? {}, each)))
      && (f.events == null || some(rows.events, tiesShown.filter((tie) => tie.article === row.id).map(({ event: id }) => id), (each) => eventIsSeen(each) && event(f.events ?? {}, each)))
      && combined(f, row, article);
  };
  const source = (f: SourceFilter, row: SourceRow): boolean => {
    const writers = rows.wroteSource.filter(({ to }) => to === row.id).map(({ of }) => of), author = f.author && named('Author', rows.authors, f.author);
    return (!f.publisher || (row.publisher !== null && row.publisher === named('Publisher', rows.publishers, f.publisher)))
      && (f.publisherKind == null || some(rows.publishers, [row.publisher], ({ kind }) => kind === f.publisherKind)) && (f.type == null || row.type === f.type)
      && (!f.author || writers.includes(author ?? 0))
      && (f.issuedFrom == null || (row.year !== null && row.year >= Number(f.issuedFrom))) && (f.issuedTo == null || (row.year !== null && row.year <= Number(f.issuedTo)))
      && (f.citedBy == null || some(rows.articles, rows.lines.filter(({ to }) => to === row.id).map(({ of }) => of), (each) => seen(each) && article(f.citedBy ?? {}, each)))
      && combined(f, row, source);
  };
  const publisher = (f: PublisherFilter, row: AllRows['publishers'][number]): boolean => (f.kind == null || row.kind === f.kind)
    && (f.sources == null || rows.sources.some((each) => each.publisher === row.id && source(f.sources ?? {}, each))) && combined(f, row, publisher);
  const author = (f: AuthorFilter, row: AllRows['authors'][number]): boolean =>
    (f.articles == null || some(rows.articles, rows.wroteArticle.filter(({ of }) => of === row.id).map(({ to }) => to), (each) => seen(each) && article(f.articles ?? {}, each)))
    && (f.sources == null || some(rows.sources, rows.wroteSource.filter(({ of }) => of === row.id).map(({ to }) => to), (each) => source(f.sources ?? {}, each))) && combined(f, row, author);
  const event = (f: EventFilter, row: AllRows['events'][number]): boolean =>
    (f.yearFrom == null || (row.year !== null && row.year >= f.yearFrom)) && (f.yearTo == null || (row.year !== null && row.year <= f.yearTo))
    && (f.month == null || row.month === f.month) && (f.day == null || row.day === f.day)
    && (f.articles == null || some(rows.articles, tiesShown.filter((tie) => tie.event === row.id).map((tie) => tie.article), (each) => seen(each) && article(f.articles ?? {}, each)))
    && combined(f, row, event);

  const newest = (a: { id: number }, b: { id: number }, x: number | string, y: number | string): number => (x < y ? 1 : x > y ? -1 : b.id - a.id);
  return {
    articles: (f: ArticleFilter) => rows.articles.filter((row) => seen(row) && article(f, row)).sort((a, b) => newest(a, b, a.at, b.at)).map(({ id }) => id),
    sources: (f: SourceFilter) => rows.sources.filter((row) => source(f, row)).sort((a, b) => newest(a, b, a.citations, b.citations)).map(({ id }) => id),
    publishers: (f: PublisherFilter) => rows.publishers.filter((row) => publisher(f, row)).map(({ id }) => id).sort((a, b) => a - b),
    authors: (f: AuthorFilter) => rows.authors.filter((row) => author(f, row)).map(({ id }) => id).sort((a, b) => a - b),
    historicalEvents: (f: EventFilter) => rows.events.filter((row) => eventIsSeen(row) && event(f, row)).sort((a, b) => a.order - b.order || a.id - b.id).map(({ id }) => id),
  };
}
