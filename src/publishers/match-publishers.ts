import type { EntityManager } from 'typeorm';
import { editDistance } from '../bibliography/edit-distance';
import { identityKey } from '../bibliography/identity-key';
import { KNOWN_PUBLISHERS, type KnownPublisher, findKnownPublisher } from '../bibliography/known-publishers';

/** Names of the table by their first letter: a typo is seldom there. */
const known = new Map<string, { key: string; publisher: KnownPublisher }[]>();
for (const publisher of KNOWN_PUBLISHERS) {
  for (const key of new Set([publisher.name, ...publisher.aliases].map(identityKey))) known.set(key.charAt(0), [...(known.get(key.charAt(0)) ?? []), { key, publisher }]);
}

/** Few letters make two names of one: only long ones can have a typo. */
function typosAllowed(length: number): number {
  return length < 10 ? 0 : length < 16 ? 1 : 2;
}

/** The known publisher a name means: under one of its names, or with a typo in one of them that fits no other; null when it is in no table. */
export function findPublisherDespiteTypo(name: string): KnownPublisher | null {
  const exact = findKnownPublisher(name);
  if (exact) return exact;
  const key = identityKey(name);
  const typos = typosAllowed(key.length);
  if (typos === 0 || /\p{N}/u.test(key)) return null;
  const near = new Set((known.get(key.charAt(0)) ?? []).flatMap((one) => (one.key.length >= 10 && editDistance(key, one.key, typos) !== null ? [one.publisher] : [])));
  return near.size === 1 ? [...near][0] ?? null : null;
}

/** A publisher that is there or was just made, by the key of one of its names. */
export interface NamedPublisher { id: number; key: string }

/** Pairs of publishers whose names can be one: a typo, or one name within the other. Houses that the table tells apart are two. One statement. */
export async function similarPublishers(manager: EntityManager, fresh: readonly NamedPublisher[]): Promise<{ one: number; other: number; score: number }[]> {
  if (fresh.length === 0) return [];
  const rows: NamedPublisher[] = await manager.query(`SELECT DISTINCT a.key, a.publisher_id AS id FROM unnest($1::text[]) AS w (start)
    CROSS JOIN LATERAL (SELECT key, publisher_id FROM publisher_aliases WHERE key >= w.start AND key < w.start || U&'\\+10FFFF' LIMIT 200) AS a`, [[...new Set(fresh.map(({ key }) => key.slice(0, 5)))]]);
  return fresh.flatMap(({ id, key }) => rows.flatMap((other) => {
    if (other.id === id || (findKnownPublisher(key) && findKnownPublisher(other.key))) return [];
    const score = similarity(key, other.key);
    return score === null ? [] : [{ one: id, other: other.id, score }];
  }));
}

function similarity(a: string, b: string): number | null {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long.startsWith(`${short} `)) return short.length >= 10 && short.includes(' ') ? 0.5 : null;
  const typos = typosAllowed(short.length);
  return typos > 0 && editDistance(a, b, typos) !== null ? 0.7 : null;
}
