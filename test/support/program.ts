import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = join(__dirname, '../../bin/ibid.js');
const undo: (() => unknown)[] = [];

/** Undoes what the helpers below made; call it after each test. */
export async function cleanUp(): Promise<void> {
  for (const step of undo.splice(0).reverse()) await step();
}

/** A new directory, until the end of the test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'ibid-program-'));
  undo.push(() => { rmSync(directory, { recursive: true, force: true, maxRetries: 5 }); });
  return directory;
}

/** What a finished program said. */
export interface Finished { code: number | null; stdout: string; stderr: string }
/** A program that runs: its words so far, and its end. */
export interface Running { child: ChildProcess; words: { stdout: string; stderr: string }; finished: Promise<Finished> }

type Environment = Record<string, string>;

/** Starts `ibid …` in an environment that holds only what is given here. */
export function start(args: string[], env: Environment = {}): Running {
  return startFile(program, args, env);
}

/** Starts a file of JavaScript in such an environment. */
export function startFile(file: string, args: string[] = [], env: Environment = {}): Running {
  const child = spawn(process.execPath, [file, ...args], { env: { PATH: process.env.PATH, NODE_ENV: 'test', LOG_LEVEL: 'info', ...env }, cwd: tmpdir(), stdio: 'pipe' });
  const words = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => { words.stdout += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { words.stderr += text; });
  const finished = once(child, 'close').then(([code]) => ({ code: code as number | null, ...words }));
  undo.push(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await finished;
  });
  return { child, words, finished };
}

/** Runs `ibid …` to its end, with `input` on its standard input. */
export function run(args: string[], env: Environment = {}, input: string | Buffer = ''): Promise<Finished> {
  const { child, finished } = start(args, env);
  child.stdin?.on('error', () => undefined).end(input); // a program that does not read its input closes it
  return finished;
}

/** Waits until a running program has said something; fails with its words when it ends before. */
export async function untilSaid({ child, words, finished }: Running, stream: 'stdout' | 'stderr', what: RegExp): Promise<string> {
  const ended = finished.then(({ code }) => { throw new Error(`Expected ${String(what)} on ${stream}; the program ended with ${code}: ${words.stdout}\n${words.stderr}`); });
  for (;;) {
    const said = what.exec(words[stream]);
    if (said) {
      ended.catch(() => undefined); // it may end now
      return said[1] ?? said[0];
    }
    const more = stream === 'stdout' ? child.stdout : child.stderr;
    if (!more) throw new Error(`Expected the program to have a ${stream}.`);
    await Promise.race([once(more, 'data'), ended]);
  }
}

/** Starts the server on a free port and waits until it is ready. */
export async function serve(env: Environment): Promise<Running & { url: string }> {
  const running = start(['serve'], { PORT: '0', IBID_SAMPLE: 'off', ...env });
  const url = await untilSaid(running, 'stdout', /graph\s+(http:\S+)\/graphql/);
  return { ...running, url };
}
