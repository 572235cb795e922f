import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A server under test, as a process of its own. */
export interface Server { name: string; url: string; pid: number; stop(): Promise<void> }

interface Options { flags?: string[]; args?: string[]; env?: Record<string, string>; cwd?: string; input?: Buffer; address?: RegExp }

const running = new Set<ChildProcess>();
process.once('exit', () => { for (const child of running) child.kill('SIGKILL'); });

/** The flags that `npm start` gives to node. */
export const flagsOfIbid = ['--max-semi-space-size=32', '--heap-growing-percent=100', '--enable-source-maps'];

/** The flags that bin/ibid.js gives to a command: a server is worth a larger young generation, an import is not. */
export const flagsOfCommand = ['--enable-source-maps'];

/** Starts a program beside this one and gives the first address that it prints. Fails with what it said when it ends before. */
export async function startServer(name: string, program: string, { flags = [], args = [], env = {}, cwd, input, address = /http:\S+/ }: Options): Promise<Server> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [...flags, join(__dirname, program), ...args], { cwd, env: { PATH, HOME, NODE_ENV: 'production', ...env }, stdio: 'pipe' });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => { said = (said + chunk.toString()).slice(-5000); });
  child.stdin.end(input);
  running.add(child);
  child.once('exit', () => { running.delete(child); });
  for await (const line of createInterface(child.stdout)) {
    const url = address.exec(line)?.[0];
    if (url === undefined) continue;
    child.stdout.resume();
    return { name, url, pid: child.pid ?? 0, stop: () => stop(child) }; // a process that has printed has a pid
  }
  throw new Error(`${name} should have printed its address and ended instead: ${said}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const limit = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(limit);
}

/** The real server, as `npm start` runs it but with a budget that one address does not exhaust; on a database that is there, or for null on its own. */
export function startIbid(name: string, databaseUrl: string | null, { env, flags = [], cwd }: Pick<Options, 'env' | 'flags' | 'cwd'> = {}): Promise<Server> {
  return startServer(name, 'ibid.js', {
    flags: [...flagsOfIbid, ...flags], args: ['serve'], ...(cwd === undefined ? {} : { cwd }), address: /http:\S+\/graphql/,
    env: { PORT: '0', DATABASE_URL: databaseUrl ?? '', IBID_SAMPLE: databaseUrl === null ? 'on' : 'off', LOG_LEVEL: 'warn', IBID_RATE_LIMIT: '2000000000', ...env },
  });
}
