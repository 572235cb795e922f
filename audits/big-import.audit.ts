/**
 * Imports a WordPress export through a pipe while a server reads from the same database: memory of the importer, how long the server's event loop is held
 * up, and what readers wait for, against the same server with nothing beside it. `--full`: 1,000,000 posts, 2 GB.
 */
import 'reflect-metadata';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postRequest } from '../bench/client';
import { peakMb } from '../bench/cpu';
import { Rotation, run } from '../bench/load';
import { flagsOfCommand, startIbid } from '../bench/servers';
import { startEmbeddedServer } from '../src/database/embedded-server';
import type { ImportReport } from '../src/imports/import-report';
import { wordPressExport } from '../test/support/wordpress-export';
import { conclude } from './audited-server';

const full = process.argv.includes('--full');
const posts = full ? 1_000_000 : 10_000;
const question = '{ articles(first: 20) { nodes { id title summary authors { name } citations(first: 10) { nodes { rawText source { title publisher { name } } } } } } }';

/** The pieces, some at a time: a pipe is not worth a system call a post. */
function* inBlocks(pieces: Iterable<string>): Generator<Buffer> {
  let block = '';
  for (const piece of pieces) {
    block += piece;
    if (block.length < 2 ** 17) continue;
    yield Buffer.from(block);
    block = '';
  }
  yield Buffer.from(block);
}

async function lagOf(url: string): Promise<number> {
  const metrics = await (await fetch(new URL('/metrics', url))).text();
  return Number(/^nodejs_eventloop_lag_p99_seconds (\S+)/m.exec(metrics)?.[1] ?? Number.NaN) * 1000;
}

function startImport(databaseUrl: string): { child: ChildProcess; report: Promise<ImportReport>; fed: Promise<void>; megabytes: () => number } {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [...flagsOfCommand, join(__dirname, 'ibid.js'), 'import', '-', '--origin', 'Gazette', '--json'],
    { env: { PATH, HOME, NODE_ENV: 'production', DATABASE_URL: databaseUrl }, stdio: ['pipe', 'pipe', 'inherit'] });
  let said = '';
  let sent = 0;
  child.stdout.on('data', (text: Buffer) => { said += text.toString(); });
  const source = Readable.from((function* counted() { for (const block of inBlocks(wordPressExport({ posts, prose: 1_200, lines: 2, comments: 1 }))) { sent += block.length; yield block; } })());
  const fed = pipeline(source, child.stdin).catch((error: unknown) => { said += String(error); }); // the report says how it ended
  return { child, fed, megabytes: () => sent / 1e6, report: once(child, 'close').then(() => JSON.parse(said) as ImportReport) };
}

async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'ibid-big-'));
  chmodSync(directory, 0o755); // as root, PostgreSQL runs as another user
  const database = await startEmbeddedServer({ dataDir: join(directory, 'data'), log: () => undefined });
  try {
    const server = await startIbid('ibid', database.url, { env: { IBID_SAMPLE: 'on' } });
    try {
      const read = (seconds: number) => run(server.url, new Rotation([postRequest(server.url, JSON.stringify({ query: question }))]), { clients: 4, seconds, atLeast: 20 });
      await read(2);
      const idle = await read(full ? 10 : 4);
      await lagOf(server.url); // reading it starts it anew
      const started = performance.now();
      const importing = startImport(database.url);
      const waits: number[] = [];
      let peak = 0;
      while (importing.child.exitCode === null && importing.child.signalCode === null) {
        if (importing.child.pid !== undefined) {
          try {
            peak = Math.max(peak, peakMb(importing.child.pid));
          } catch {
            break; // it has ended, and its memory with it
          }
        }
        waits.push((await read(1)).p99Ms);
        if (full && waits.length % 60 === 0) process.stdout.write(`${importing.megabytes().toFixed(0)} MB, importer at most ${peak.toFixed(0)} MB, readers ${waits.at(-1)?.toFixed(1)} ms\n`);
        await delay(full ? 3_000 : 50); // readers who never pause take half of what the import has
      }
      const lag = await lagOf(server.url);
      const report = await importing.report;
      const seconds = (performance.now() - started) / 1000;
      const busy = waits.sort((one, other) => one - other)[Math.floor(waits.length / 2)] ?? Number.NaN;
      const failures = [
        ...report.articles.created === posts && report.failed.length === 0 ? [] : [`expected ${posts} articles, got ${JSON.stringify({ ...report, failed: report.failed.slice(0, 3) })}`],
        ...peak <= 256 ? [] : [`the importer took ${peak.toFixed(0)} MB, more than 256`],
        ...lag <= 100 ? [] : [`the event loop of the server was held up ${lag.toFixed(0)} ms, more than 100`],
        ...busy <= 2 * idle.p99Ms ? [] : [`readers waited ${busy.toFixed(1)} ms (p99) beside the import, more than twice the ${idle.p99Ms.toFixed(1)} ms without`],
      ];
      conclude({ megabytes: importing.megabytes(), posts, seconds, 'posts a second': posts / seconds, 'importer peak MB': peak, 'event loop p99 ms': lag, 'reads p99 ms, idle': idle.p99Ms, 'reads p99 ms, beside it': busy }, failures);
    } finally {
      await server.stop();
    }
  } finally {
    await database.stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

main().catch((error: unknown) => { conclude({}, [error instanceof Error ? error.stack ?? error.message : String(error)]); });
