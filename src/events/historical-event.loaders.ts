import { articleColumns, articleIsVisible, type ArticleRow } from '../articles/article.loaders';
import type { List } from '../database/lists';
import { pagesByParent, rowBy, rowsByParent } from '../database/loaders';
import type { Order } from '../graph/cursor';

export interface EventRow { id: number; date: string; dateOrder: number; calendar: string; text: string; updatedAt: string }
/** Why the event and the article of a row belong together; `tieId` orders the ties of one side. */
interface TieColumns { tieId: number; reason: string; reference: string | null }
export type TiedEventRow = EventRow & TieColumns;
export type TiedArticleRow = ArticleRow & TieColumns;

const eventColumns = 'e.id, e.date, e.date_order AS "dateOrder", e.calendar, e.text, e.updated_at AS "updatedAt"';
const tieColumns = 't.id AS "tieId", t.reason, t.reference';
const tieOrder: Order = { name: 'MENTION', descending: false, columns: [{ sql: 't.id', property: 'tieId', type: 'bigint' }] };

/** An event shows while a published article says it, or when it came by itself; kept by triggers. */
export const eventIsVisible = 'e.visible';
/** A tie shows only while the article that says so does. */
export const tieIsVisible = `EXISTS (SELECT 1 FROM articles i WHERE i.id = t.in_article_id AND i.status = 'PUBLISHED')`;

export const eventList: List = { name: 'historicalEvents', columns: eventColumns, from: 'historical_events e', where: eventIsVisible, countedAs: 'historicalEvents' };
const byDate = [{ sql: 'e.date_order', property: 'dateOrder', type: 'bigint' }, { sql: 'e.id', property: 'id', type: 'bigint' }] as const;
export const eventOrders = {
  OLDEST: { name: 'OLDEST', descending: false, columns: byDate },
  NEWEST: { name: 'NEWEST', descending: true, columns: byDate },
} satisfies Record<string, Order>;

export const eventLoaders = {
  eventById: rowBy<number, EventRow>('id', `SELECT ${eventColumns} FROM historical_events e WHERE e.id = ANY($1::bigint[]) AND ${eventIsVisible}`),
  /** Whether readers see it or not: for editors. */
  anyEventById: rowBy<number, EventRow>('id', `SELECT ${eventColumns} FROM historical_events e WHERE e.id = ANY($1::bigint[])`),
  eventsByArticleId: pagesByParent<TiedEventRow>({
    name: 'Article.events', columns: `${eventColumns}, ${tieColumns}`, from: 'event_mentions t JOIN historical_events e ON e.id = t.event_id',
    where: tieIsVisible, parent: 't.article_id',
  }, tieOrder),
  articlesByEventId: pagesByParent<TiedArticleRow>({
    name: 'HistoricalEvent.articles', columns: `${articleColumns}, ${tieColumns}`, from: 'event_mentions t JOIN articles a ON a.id = t.article_id',
    where: `${articleIsVisible} AND ${tieIsVisible}`, parent: 't.event_id',
  }, tieOrder),
  listingByEventId: rowBy<number, ArticleRow & { eventId: number }>('eventId',
    `SELECT DISTINCT ON (t.event_id) t.event_id AS "eventId", ${articleColumns} FROM event_mentions t JOIN articles a ON a.id = t.article_id
     WHERE t.event_id = ANY($1::bigint[]) AND t.reason = 'LISTED' AND ${articleIsVisible} ORDER BY t.event_id, t.id`),
  referencesByEventId: rowsByParent<{ text: string; articleId: number | null }>(
    `SELECT t.event_id AS "parentId", t.reference AS text, t.article_id AS "articleId" FROM event_mentions t
     WHERE t.event_id = ANY($1::bigint[]) AND t.reference IS NOT NULL AND ${tieIsVisible} ORDER BY t.event_id, t.id`),
};
