import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startIbid } from './servers';

/** Milliseconds from the start of the program to its first answer: on an empty data directory, sample and all, and on the same one again. */
export async function measureStart(): Promise<Record<string, number>> {
  const directory = mkdtempSync(join(tmpdir(), 'ibid-bench-'));
  chmodSync(directory, 0o755); // as root the database runs as another user, who must get in
  try {
    return { startEmptyMs: await firstAnswer(directory), startExistingMs: await firstAnswer(directory) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function firstAnswer(directory: string): Promise<number> {
  const started = performance.now();
  const ibid = await startIbid('ibid', null, { env: { IBID_DATA_DIR: join(directory, 'data') } });
  try {
    const answer = await fetch(ibid.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ articles(first: 1) { nodes { title } } }"}' });
    const text = await answer.text();
    if (!/"title":"./.test(text)) throw new Error(`expected an article, got ${text}`);
    return performance.now() - started;
  } finally {
    await ibid.stop();
  }
}
