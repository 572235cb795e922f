import { createHmac, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { type Database, statement } from '../database/database';

const saltOfDay = statement(`
  WITH gone AS (DELETE FROM reader_salts WHERE day < $1::date - 1),
    made AS (INSERT INTO reader_salts (day, salt) VALUES ($1::date, $2) ON CONFLICT (day) DO NOTHING RETURNING salt)
  SELECT salt FROM made UNION ALL SELECT r.salt FROM reader_salts r WHERE r.day = $1::date`);

/** Hashes an address so that two comments of one reader on one day are known to be, and nobody learns whose. */
export type ReaderHash = (address: string) => Promise<string>;

/** The hash of this process and all others: its salt is the day's, in UTC, and is read once a day. */
export function createReaderHash(db: Database, now: () => Date = () => new Date()): ReaderHash {
  let known: { day: string; salt: string } | undefined;
  return async (address) => {
    const day = now().toISOString().slice(0, 10);
    if (known?.day !== day) known = { day, salt: await readSalt(db, day) };
    return createHmac('sha256', known.salt).update(network(address)).digest('base64url').slice(0, 22);
  };
}

async function readSalt(db: Database, day: string): Promise<string> {
  // Another process may make the row while we look: then our statement sees neither, and the next one sees it.
  for (let attempt = 0; attempt < 3; attempt++) {
    const [row] = await db.rows<{ salt: string }>(saltOfDay, [day, randomBytes(32).toString('base64url')]);
    if (row) return row.salt;
  }
  throw new Error(`expected a salt for readers on ${day}, found none after three attempts`);
}

/** Who has one address of IPv6 has 2^64 of them: the first half says who it is. */
function network(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  const [head = '', tail] = (address.split('%', 1)[0] ?? '').split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = tail === undefined ? first : [...first, ...Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0'), ...last];
  return groups.slice(0, 4).map((group) => parseInt(group, 16).toString(16)).join(':');
}
