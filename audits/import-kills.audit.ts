/**
 * Kills an import, and its PostgreSQL, at random moments, and looks whether the rows are those of an undisturbed import. `--full`: 20,000 articles, 50
 * kills each; `--seed N` for other moments. PostgreSQL is its own, with fsync and the settings of `ibid serve`.
 */
import 'reflect-metadata';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { flagsOfCommand } from '../bench/servers';
import { checksums } from '../test/support/checksums';
import { seededRandom } from '../test/support/random';
import { wordPressExport } from '../test/support/wordpress-export';
import { type KillableDatabase, addressOf, killableDatabase } from './killable-database';

const full = process.argv.includes('--full');
const seed = Number(process.argv[process.argv.indexOf('--seed') + 1]) || 1;
const random = seededRandom(seed);
const { posts, kills } = full ? { posts: 20_000, kills: 50 } : { posts: 1_200, kills: 3 };
const batch = 200;
const program = join(__dirname, 'ibid.js');
const work = mkdtempSync(join(tmpdir(), 'ibid-kills-'));
const file = join(work, 'export.xml');
const faults: string[] = [];
const say = (line: string): void => { process.stdout.write(`${line}\n`); };

let postgres: KillableDatabase | undefined;
const made = (): KillableDatabase => {
  if (!postgres) throw new Error('PostgreSQL is started before anything is asked of it');
  return postgres;
};
const rows = <Row>(database: string, statement: string): Promise<Row[]> => made().rows<Row>(statement, database);

async function articlesOf(database: string): Promise<number> {
  const [found] = await rows<{ there: boolean }>(database, `SELECT to_regclass('articles') IS NOT NULL AS there`);
  if (!found?.there) return 0;
  return Number((await rows<{ n: string }>(database, 'SELECT count(*) AS n FROM articles'))[0]?.n ?? 0);
}
const sumsOf = (database: string): Promise<Record<string, string>> => checksums({ sql: <Row>(statement: string) => rows<Row>(database, statement) });

interface Import { child: ChildProcess; ended: Promise<number | null>; said: () => string }
function startImport(database: string): Import {
  const child = spawn(process.execPath, [...flagsOfCommand, program, 'import', file, '--origin', 'Gazette', '--json'],
    { env: { PATH: process.env.PATH, HOME: work, NODE_ENV: 'production', DATABASE_URL: addressOf(database, made().url) }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => { said = (said + text.toString()).slice(-3000); });
  return { child, ended: once(child, 'close').then(([code]) => code as number | null), said: () => said };
}

async function compare(name: string, database: string, expected: Record<string, string>): Promise<void> {
  const found = await sumsOf(database);
  const different = Object.keys(expected).filter((table) => found[table] !== expected[table]);
  for (const table of different) faults.push(`${name}: ${table} has ${found[table]}, expected ${expected[table]}`);
  say(`${name}: ${different.length === 0 ? `the same rows in ${Object.keys(expected).length} tables` : `other rows in ${different.join(', ')}`}`);
}

async function importerKilled(): Promise<void> {
  let lost = 0;
  let done = 0;
  for (let n = 0; n < kills; n += 1) {
    const importing = startImport('importer');
    const before = await articlesOf('importer');
    const target = Math.min(posts - 1, Math.max(before, Math.floor((posts * (n + random.next())) / kills)));
    while (importing.child.exitCode === null && await articlesOf('importer') < target) await delay(5);
    await delay(Math.floor(random.next() * 300));
    const seen = await articlesOf('importer');
    importing.child.kill('SIGKILL');
    await importing.ended;
    const after = await articlesOf('importer');
    lost = Math.max(lost, seen - after);
    done = after;
  }
  say(`importer killed ${kills} times; ${done} of ${posts} articles were there after the last; at most ${lost} lost of those seen before a kill`);
  if (lost > 0) faults.push(`${lost} articles that were there before a kill were gone after it`);
  const last = startImport('importer');
  if (await last.ended !== 0) faults.push(`the import after the kills ended with a fault: ${last.said()}`);
}

async function postgresKilled(): Promise<void> {
  let lost = 0;
  let left = kills;
  let runs = 0;
  const behind: number[] = [];
  while (left > 0) {
    const importing = startImport('database');
    runs += 1;
    while (importing.child.exitCode === null && left > 0) {
      // Once it is at work: a database that is away at the start is a wrong address for all that an import can know.
      const known = await articlesOf('database');
      while (importing.child.exitCode === null && await articlesOf('database') === known) await delay(5);
      await delay(Math.floor(random.next() * 300));
      if (importing.child.exitCode !== null) break;
      const seen = await articlesOf('database');
      made().kill(true); // nobody is left to write anything down
      await made().start();
      left -= 1;
      const after = await articlesOf('database');
      lost = Math.max(lost, seen - after);
      behind.push(after);
    }
    if (await importing.ended !== 0) faults.push(`an import whose PostgreSQL was killed did not go on by itself: ${importing.said()}`);
  }
  say(`PostgreSQL killed ${kills} times during ${runs} import${runs === 1 ? '' : 's'}, at ${behind.join(', ')} articles; at most ${lost} lost of those seen before a kill (a batch is ${batch})`);
  if (lost > 0) faults.push(`${lost} committed articles were gone after a kill of PostgreSQL`);
}

async function main(): Promise<void> {
  say(`seed ${seed}: ${posts} articles, ${kills} kills of each`);
  await pipeline(Readable.from(wordPressExport({ posts, prose: 1_500, lines: 8, comments: 2 })), createWriteStream(file));
  postgres = await killableDatabase();
  for (const name of ['undisturbed', 'importer', 'database']) await rows('postgres', `CREATE DATABASE ${name}`);
  const started = performance.now();
  const alone = startImport('undisturbed');
  if (await alone.ended !== 0) throw new Error(`the undisturbed import should have ended well: ${alone.said()}`);
  say(`undisturbed: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  const expected = await sumsOf('undisturbed');
  await importerKilled();
  await compare('killed importer', 'importer', expected);
  await postgresKilled();
  await compare('killed PostgreSQL', 'database', expected);
}

main().catch((error: unknown) => { faults.push(error instanceof Error ? error.stack ?? error.message : String(error)); }).finally(async () => {
  await postgres?.remove().catch((error: unknown) => { faults.push(String(error)); });
  rmSync(work, { recursive: true, force: true });
  say(faults.length === 0 ? 'passed' : faults.join('\n'));
  process.exitCode = faults.length === 0 ? 0 : 1;
});
