import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { referencedTitleKey } from '../articles/title-key';
import { identityKey } from '../bibliography/identity-key';
import { pairUp } from '../database/pair-up';
import { parsePartialDate } from '../dates/partial-date';
import { IbidError } from '../errors';

/** An event as an article says it. */
export interface SavedEvent { date: string; text: string; reason: 'LISTED' | 'TEASER'; references: readonly string[] }
interface EventsOfArticle { articleId: number; events: readonly SavedEvent[] }
interface EventRow { originKey: string; date: string; year: number | null; month: number | null; day: number | null; text: string }
export interface SavedCounts { created: number; updated: number; unchanged: number }

/**
 * Writes the events that articles say and ties them to the articles. The same date and text in one origin are one event;
 * an event whose text was corrected in its place keeps its id; one that nothing says any more is removed. What an editor wrote or tied stays.
 */
export async function saveEvents(manager: EntityManager, originId: number, lists: readonly EventsOfArticle[]): Promise<SavedCounts> {
  const wanted = new Map<string, EventRow>();
  for (const { events } of lists) for (const event of events) wanted.set(keyOf(event), eventRow(event));
  const before = await eventsSaidBy(manager, lists.map(({ articleId }) => articleId));
  const updated = await rewriteCorrected(manager, originId, lists, before);
  const created: { id: number; originKey: string }[] = await manager.query(`
    INSERT INTO historical_events (origin_id, origin_key, date, year, month, day, text)
    SELECT $1, "originKey", date, year, month, day, text
    FROM json_to_recordset($2) AS r ("originKey" text, date text, year integer, month smallint, day smallint, text text)
    ON CONFLICT (origin_id, origin_key) DO NOTHING RETURNING id, origin_key AS "originKey"`, [originId, JSON.stringify([...wanted.values()])]);
  await tie(manager, originId, lists);
  await manager.query('DELETE FROM historical_events e WHERE e.id = ANY($1::bigint[]) AND e.edited_by IS NULL AND NOT EXISTS (SELECT 1 FROM event_mentions t WHERE t.event_id = e.id)', [before.map(({ id }) => id)]);
  return { created: created.length, updated, unchanged: wanted.size - created.length - updated };
}

/** Writes events of a list that is no article: nothing is tied to them. One statement. */
export async function saveStandAloneEvents(manager: EntityManager, originId: number, events: readonly Pick<SavedEvent, 'date' | 'text'>[]): Promise<SavedCounts> {
  const rows = new Map(events.map((event) => [keyOf(event), eventRow(event)]));
  const created: unknown[] = await manager.query(`
    INSERT INTO historical_events (origin_id, origin_key, date, year, month, day, text)
    SELECT $1, "originKey", date, year, month, day, text
    FROM json_to_recordset($2) AS r ("originKey" text, date text, year integer, month smallint, day smallint, text text)
    ON CONFLICT (origin_id, origin_key) DO NOTHING RETURNING id`, [originId, JSON.stringify([...rows.values()])]);
  return { created: created.length, updated: 0, unchanged: events.length - created.length };
}

/** What an editor wrote stays; the event is still found by what its origin says. */
function unlessEdited(assignment: string): string {
  const [column, value] = assignment.split(' = ');
  return `${column} = CASE WHEN e.edited_by IS NULL THEN ${value} ELSE e.${column} END`;
}

interface SaidEvent { id: number; articleId: number; originKey: string; place: number }

/** The events that articles said until now, each with its place among those of its article. */
function eventsSaidBy(manager: EntityManager, articles: readonly number[]): Promise<SaidEvent[]> {
  return manager.query(`
    SELECT e.id, t.in_article_id AS "articleId", e.origin_key AS "originKey", row_number() OVER (PARTITION BY t.in_article_id ORDER BY t.position) AS place
    FROM event_mentions t JOIN historical_events e ON e.id = t.event_id
    WHERE t.in_article_id = ANY($1::bigint[]) AND t.reason IN ('LISTED', 'TEASER')`, [articles]);
}

/** An event whose key is gone, and in whose place a new one stands, is the same event with a corrected text. */
async function rewriteCorrected(manager: EntityManager, originId: number, lists: readonly EventsOfArticle[], before: readonly SaidEvent[]): Promise<number> {
  let rewritten = 0;
  for (const { articleId, events } of lists) {
    const news = events.map((event, i) => ({ ...eventRow(event), place: i + 1 }));
    const olds = before.filter((event) => event.articleId === articleId);
    if (olds.length === 0) continue;
    for (const [row, old] of pairUp<SaidEvent, EventRow & { place: number }>(olds, news, [({ originKey }) => originKey, ({ place }) => String(place)]).paired) {
      if (row.originKey === old.originKey) continue;
      const [, count]: [unknown, number] = await manager.query(`
        UPDATE historical_events e SET origin_key = $3, ${['date = $4', 'year = $5', 'month = $6', 'day = $7', 'text = $8'].map(unlessEdited).join(', ')}, updated_at = now()
        WHERE e.id = $2 AND NOT EXISTS (SELECT 1 FROM historical_events x WHERE x.origin_id = $1 AND x.origin_key = $3)
          AND NOT EXISTS (SELECT 1 FROM event_mentions t WHERE t.event_id = e.id AND t.in_article_id <> $9 AND t.reason <> 'EDITOR')`,
      [originId, old.id, row.originKey, row.date, row.year, row.month, row.day, row.text, articleId]);
      rewritten += count;
    }
  }
  return rewritten;
}

/** Writes who says which event and which articles are named beside it, in the order of the article. */
async function tie(manager: EntityManager, originId: number, lists: readonly EventsOfArticle[]): Promise<void> {
  const mentions = lists.flatMap(({ articleId, events }) => {
    let position = 0;
    return events.flatMap((event) => [
      { articleId, position: ++position, originKey: keyOf(event), reason: event.reason as string },
      ...event.references.map((reference) => ({ articleId, position: ++position, originKey: keyOf(event), reason: 'CROSS_REFERENCE', reference, titleKey: referencedTitleKey(reference) })),
    ]);
  });
  await manager.query('DELETE FROM event_mentions WHERE in_article_id = ANY($1::bigint[]) AND position > 0', [lists.map(({ articleId }) => articleId)]);
  await manager.query(`
    INSERT INTO event_mentions (event_id, in_article_id, position, article_id, reason, reference, title_key)
    SELECT e.id, r."articleId", r.position, CASE WHEN r.reference IS NULL THEN r."articleId" END, r.reason, r.reference, r."titleKey"
    FROM json_to_recordset($2) AS r ("articleId" bigint, position integer, "originKey" text, reason text, reference text, "titleKey" text)
    JOIN historical_events e ON e.origin_id = $1 AND e.origin_key = r."originKey"
    ORDER BY r."articleId", r.position`, [originId, JSON.stringify(mentions)]);
}

/** Gives open cross-references the article they mean, now that some articles are new or have a new title. */
export async function resolveReferences(manager: EntityManager, articles: readonly number[]): Promise<void> {
  await manager.query(`
    UPDATE event_mentions t SET article_id = a.id FROM articles a
    WHERE t.article_id IS NULL AND t.title_key = a.title_key AND (a.id = ANY($1::bigint[]) OR t.in_article_id = ANY($1::bigint[]))
      AND a.id = (SELECT min(x.id) FROM articles x WHERE x.title_key = t.title_key)`, [articles]);
}

function keyOf({ date, text }: Pick<SavedEvent, 'date' | 'text'>): string {
  return `${date} ${createHash('sha1').update(identityKey(text)).digest('base64url')}`;
}

function eventRow(event: Pick<SavedEvent, 'date' | 'text'>): EventRow {
  const date = parsePartialDate(event.date);
  if (!date) throw new IbidError('BAD_EVENT_DATE', `The date of the event "${event.text}" should be a day, month or year of the calendar, got "${event.date}".`);
  return { originKey: keyOf(event), date: event.date, year: date.year, month: date.month, day: date.day, text: event.text };
}
