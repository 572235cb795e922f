import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startEmbeddedServer } from '../src/database/embedded-server';
import type { ImportReport } from '../src/imports/import-report';
import { cpuOfTree, peakMb } from './cpu';
import { postmasterPidOf } from './data-set';
import { writePosts } from './posts';
import { flagsOfCommand } from './servers';

const few = 1000, many = 4000;

/** `ibid import` of generated posts into an empty database with its usual settings, then of the same posts again. Times hold the start of the command. */
export async function measureImport(say: (line: string) => void): Promise<Record<string, number>> {
  const small = await importTwice(few, say);
  const large = await importTwice(many, say);
  return {
    importPerSecond: many / large.first.seconds, importCpuMs: large.first.cpuMs / many, importPgCpuMs: large.first.pgCpuMs / many, importRssMb: large.first.rssMb, importRssMbOfQuarter: small.first.rssMb,
    reimportPerSecond: many / large.again.seconds, reimportSpeedup: large.first.seconds / large.again.seconds,
  };
}

interface Run { seconds: number; cpuMs: number; pgCpuMs: number; rssMb: number; output: string }

async function importTwice(count: number, say: (line: string) => void): Promise<{ first: Run; again: Run }> {
  const directory = mkdtempSync(join(tmpdir(), 'ibid-bench-'));
  chmodSync(directory, 0o755); // as root the database runs as another user, who must get in
  try {
    const posts = join(directory, 'posts');
    writePosts(posts, count);
    const dataDir = join(directory, 'data');
    const database = await startEmbeddedServer({ dataDir, log: say });
    const importPosts = () => ibid(['import', posts, '--json'], database.url, postmasterPidOf(dataDir));
    try {
      await ibid(['migrate'], database.url, postmasterPidOf(dataDir));
      const first = await importPosts();
      const again = await importPosts();
      say(`imported ${count} posts in ${first.seconds.toFixed(1)} s, again in ${again.seconds.toFixed(1)} s`);
      const { articles: { created }, citations: { resolved } } = JSON.parse(first.output) as ImportReport;
      if (created !== count || resolved < 25 * count) throw new Error(`expected ${count} articles with 25 citations or more, got ${first.output.slice(0, 500)}`);
      const { articles: { unchanged } } = JSON.parse(again.output) as ImportReport;
      if (unchanged !== count) throw new Error(`expected ${count} unchanged articles, got ${again.output.slice(0, 500)}`);
      return { first, again };
    } finally {
      await database.stop();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Runs a command of Ibid to its end. */
async function ibid(args: string[], databaseUrl: string, postmasterPid: number): Promise<Run> {
  const { PATH = '', HOME = '' } = process.env;
  const started = performance.now(), ownBefore = process.cpuUsage(), before = cpuOfTree(process.pid), pgBefore = cpuOfTree(postmasterPid);
  const child = spawn(process.execPath, [...flagsOfCommand, join(__dirname, 'ibid.js'), ...args], { env: { PATH, HOME, NODE_ENV: 'production', DATABASE_URL: databaseUrl }, stdio: ['ignore', 'pipe', 'pipe'] });
  let rssMb = 0;
  const watch = setInterval(() => {
    const peak = child.pid !== undefined && child.exitCode === null ? peakMb(child.pid) : 0;
    if (peak > rssMb) rssMb = peak; // of a process that is ending there is no number
  }, 100);
  const [output, complaint] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  clearInterval(watch);
  const seconds = (performance.now() - started) / 1000;
  if (child.exitCode !== 0) throw new Error(`ibid ${args.join(' ')} should have ended well: ${complaint.slice(-2000)}`);
  const { user, system } = process.cpuUsage(ownBefore);
  const pgCpuMs = cpuOfTree(postmasterPid) - pgBefore;
  // The command has ended and is counted in the tree of this process, which has the database in it too.
  return { seconds, cpuMs: cpuOfTree(process.pid) - before - pgCpuMs - (user + system) / 1000, pgCpuMs, rssMb, output };
}
