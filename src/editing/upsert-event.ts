import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { takeWriteTurn } from '../database/write-turn';
import { type PartialDate, parsePartialDate } from '../dates/partial-date';
import { InvalidInput } from '../errors';
import { optionalText } from '../graph/input-text';
import { readNodeId } from '../graph/node-id';
import { Mistake, UserErrorCode } from '../graph/user-errors';
import { ownOrigin } from '../origins/own-origin';
import type { UpsertEventInput } from './event.input';
import { requireUnchanged } from './find-article';

interface StandingEvent { id: number; date: string; calendar: string; text: string; updatedAt: Date; editedBy: string | null }

/** Writes an event as an editor gives it, made or changed; gives its id. Throws Mistake or InvalidInput, and then nothing is changed. */
export async function upsertEvent(manager: EntityManager, input: UpsertEventInput, by: string): Promise<number> {
  const date = input.date == null ? null : readDate(input.date);
  const text = optionalText(input.text, 'input.text', { most: 2_000 });
  const key = optionalText(input.key, 'input.key', { most: 200 });
  const articles = input.articleIds == null ? null : readArticles(input.articleIds);
  await takeWriteTurn(manager);
  const originId = await ownOrigin(manager);
  const standing = await findEvent(manager, input.id, originId, key);
  if (standing) requireUnchanged(standing, input.expectedUpdatedAt);
  const next = { date: input.date ?? standing?.date, text: text ?? standing?.text, calendar: input.calendar ?? standing?.calendar ?? 'GREGORIAN' };
  if (next.date === undefined) throw new InvalidInput('input.date', 'a date of a new event', null);
  if (next.text === undefined) throw new InvalidInput('input.text', 'the text of a new event', null);
  const { year, month, day } = date ?? readDate(next.date);
  const id = standing ? standing.id : await insertEvent(manager, originId, key);
  await manager.query(`
    UPDATE historical_events SET date = $2, year = $3, month = $4, day = $5, calendar = $6, text = $7, edited_by = $8, updated_at = now()
    WHERE id = $1 AND (date, calendar, text) IS DISTINCT FROM ($2, $6, $7)`, [id, next.date, year, month, day, next.calendar, next.text, by]);
  if (articles) await tieToArticles(manager, id, articles);
  return id;
}

function readDate(text: string): PartialDate {
  const date = parsePartialDate(text);
  if (date && (date.year === null || Math.abs(date.year) <= 9999)) return date;
  throw new InvalidInput('input.date', 'a day, month or year of the calendar between the years -9999 and 9999', text);
}

function readArticles(ids: readonly string[]): number[] {
  if (ids.length > 100) throw new InvalidInput('input.articleIds', 'at most 100 ids', `${ids.length} ids`);
  return [...new Set(ids.map((text, i) => readNodeId(text, `input.articleIds[${i}]`, 'Article').id))];
}

async function findEvent(manager: EntityManager, id: string | null | undefined, originId: number, key: string | null): Promise<StandingEvent | null> {
  const columns = 'id, date, calendar, text, updated_at AS "updatedAt", edited_by AS "editedBy"';
  if (id != null) {
    const [row]: StandingEvent[] = await manager.query(`SELECT ${columns} FROM historical_events WHERE id = $1 FOR UPDATE`, [readNodeId(id, 'input.id', 'HistoricalEvent').id]);
    if (!row) throw new Mistake('input.id', UserErrorCode.NOT_FOUND, 'input.id: expected the id of an event, got one that is not there.');
    return row;
  }
  if (key === null) return null;
  const [row]: StandingEvent[] = await manager.query(`SELECT ${columns} FROM historical_events WHERE origin_id = $1 AND origin_key = $2 FOR UPDATE`, [originId, `event ${key}`]);
  return row ?? null;
}

/** An empty one, which is filled at once. */
async function insertEvent(manager: EntityManager, originId: number, key: string | null): Promise<number> {
  const [row]: { id: number }[] = await manager.query(`INSERT INTO historical_events (origin_id, origin_key, date, text) VALUES ($1, $2, '', '') RETURNING id`, [originId, `event ${key ?? randomUUID()}`]);
  if (!row) throw new Error('PostgreSQL gave no id for an event');
  return row.id;
}

/** An editor's ties stand at places below zero in their article, where no import looks. */
async function tieToArticles(manager: EntityManager, id: number, articles: readonly number[]): Promise<void> {
  const there: { id: number }[] = await manager.query('SELECT id FROM articles WHERE id = ANY($1::bigint[])', [articles]);
  const missing = articles.findIndex((article) => !there.some((row) => row.id === article));
  if (missing >= 0) throw new Mistake(`input.articleIds[${missing}]`, UserErrorCode.NOT_FOUND, `input.articleIds[${missing}]: expected the id of an article, got one that is not there.`);
  await manager.query(`DELETE FROM event_mentions WHERE event_id = $1 AND reason = 'EDITOR' AND in_article_id <> ALL($2::bigint[])`, [id, articles]);
  await manager.query(`
    INSERT INTO event_mentions (event_id, in_article_id, position, article_id, reason)
    SELECT $1, a.id, LEAST(0, (SELECT min(t.position) FROM event_mentions t WHERE t.in_article_id = a.id)) - 1, a.id, 'EDITOR'
    FROM unnest($2::bigint[]) AS a (id) WHERE NOT EXISTS (SELECT 1 FROM event_mentions t WHERE t.event_id = $1 AND t.article_id = a.id)`, [id, articles]);
}
