import { Registry, collectDefaultMetrics } from 'prom-client';
import { migrations } from './database/data-source';
import { type Database, statement } from './database/database';
import type { Page, Pages } from './http-server';
import type { Log } from './log';
import { schemaText } from './schema';

const staleOrigins = statement('SELECT count(*)::integer AS stale FROM origins o JOIN feeds f ON f.origin_id = o.id WHERE o.last_error IS NOT NULL OR o.overdue');
const appliedMigrations = statement('SELECT name FROM migrations');

/** Everything the server answers beside the graph and the playground. */
export function createPages(db: Database, log: Log): Pages {
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const schema = schemaText();
  let asking: Promise<Page> | null = null; // one question at a time, however many ask it
  return {
    '/': () => ({ status: 302, headers: { location: '/playground', 'cache-control': 'no-cache' }, body: '' }),
    '/healthz': () => json(200, { status: 'ok' }),
    '/readyz': () => (asking ??= readiness(db, log).finally(() => { asking = null; })),
    '/metrics': async () => ({ status: 200, headers: { 'content-type': metrics.contentType, 'cache-control': 'no-store' }, body: await metrics.metrics() }),
    '/schema.graphql': () => ({ status: 200, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=300' }, body: schema }),
  };
}

/** Ready when the database answers and has every migration: it touches data, a process that merely lives does not; and beside the pool, which readers may have filled. Origins that are away make it no less ready. */
async function readiness(db: Database, log: Log): Promise<Page> {
  try {
    const names = new Set((await db.aside<{ name: string }>(appliedMigrations)).map(({ name }) => name));
    const missing = migrations.map(({ name }) => name).filter((name) => !names.has(name));
    if (missing.length > 0) return json(503, { status: 'not ready', reason: `migrations not applied: ${missing.join(', ')}` });
    const [{ stale } = { stale: 0 }] = await db.aside<{ stale: number }>(staleOrigins);
    return stale === 0 ? json(200, { status: 'ready' }) : json(200, { status: 'degraded', reason: `${stale} of the origins that are polled could not be read lately; what came from them is served` });
  } catch (error) {
    log.warn({ err: error }, 'not ready');
    return json(503, { status: 'not ready', reason: 'the database does not answer' });
  }
}

function json(status: number, value: object): Page {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }, body: `${JSON.stringify(value)}\n` };
}
