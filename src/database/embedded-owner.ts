import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { EmbeddedServerError, errorCode } from './embedded-error';
import type { EmbeddedHome } from './embedded-home';
import { processIdentity, waitUntilGone } from './embedded-process';

/** A process that was just killed is still there for a moment. */
const DYING_LIMIT_MS = 1_000;

/** The Ibid process that a home belongs to, as its owner file tells. */
export interface Owner {
  pid: number;
  /** Tells this process from a later one with the same pid. */
  identity: string | null;
  /** The database, once it answers. Holds the password: the file is readable for its owner only. */
  url: string | null;
}

/**
 * Makes this process the one owner of the home, taking over from an owner that is dead.
 * Throws `DATA_DIR_IN_USE` when a living process owns it.
 */
export async function claimHome(home: EmbeddedHome): Promise<void> {
  const draft = await writeDraft(home, null);
  try {
    // A link appears whole or not at all, and only one of several starters can make it.
    while (!(await linked(draft, home.owner))) {
      const text = await readText(home.owner);
      if (text === null) continue;
      const owner = living(text);
      if (owner && !(await waitUntilGone(owner.pid, owner.identity ?? '', DYING_LIMIT_MS))) {
        throw new EmbeddedServerError('DATA_DIR_IN_USE',
          `The data directory ${home.directory} is in use by the running Ibid process ${String(owner.pid)}. `
          + 'Stop that process first, or set IBID_DATA_DIR to another directory for this one.', owner.pid);
      }
      await removeStale(home.owner, text);
    }
  } finally {
    await rm(draft, { force: true });
  }
}

/** Tells other processes where the database of this owner answers. */
export async function publishUrl(home: EmbeddedHome, url: string): Promise<void> {
  await rename(await writeDraft(home, url), home.owner);
}

/** Gives the home up, when this process owns it. */
export async function releaseHome(home: EmbeddedHome): Promise<void> {
  const text = await readText(home.owner);
  if (text !== null && living(text)?.pid === process.pid) await rm(home.owner, { force: true });
}

/** The living owner of the home, or null. */
export async function livingOwner(home: EmbeddedHome): Promise<Owner | null> {
  const text = await readText(home.owner);
  return text === null ? null : living(text);
}

function living(text: string): Owner | null {
  const owner = parseOwner(text);
  return owner && owner.identity !== null && processIdentity(owner.pid) === owner.identity ? owner : null;
}

function parseOwner(text: string): Owner | null {
  try {
    const owner: unknown = JSON.parse(text);
    return typeof owner === 'object' && owner !== null && 'pid' in owner && typeof owner.pid === 'number' ? (owner as Owner) : null;
  } catch {
    return null; // cut short by a power failure: whoever wrote it is gone
  }
}

/** Two starters may both see the same dead owner; the slower one must not remove the claim of the faster. */
async function removeStale(file: string, staleText: string): Promise<void> {
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw error;
  }
  if ((await readText(aside)) !== staleText) await linked(aside, file);
  await rm(aside, { force: true });
}

async function writeDraft(home: EmbeddedHome, url: string | null): Promise<string> {
  const owner: Owner = { pid: process.pid, identity: processIdentity(process.pid), url };
  const draft = `${home.owner}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${JSON.stringify(owner)}\n`, { mode: 0o600, flag: 'wx' });
  return draft;
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
