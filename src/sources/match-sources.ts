import type { EntityManager } from 'typeorm';
import { type WorkReason, type Work, compareWorks } from '../bibliography/same-work';
import { type SourceMatch, type SourceReference, matchKey, workOfReference, workOfSource } from './work-of';

/** A reference with what `sourceKey` gives for it. */
export interface KeyedReference { key: string; reference: SourceReference }
/** A source that is there, or the key of an unknown reference that becomes one. */
export type Target = { source: SourceMatch } | { key: string };
export interface Matches {
  /** The works that unknown references mean, by their keys. */
  works: ReadonlyMap<string, Work>;
  /** What references mean without doubt, by their keys; the others are new works. */
  same: Map<string, Target>;
  /** Pairs for a person to decide: the key of a new work, and what it may be. */
  maybe: { key: string; other: Target; reason: WorkReason; score: number }[];
}
interface Placed { work: Work; target: Target }

/** More sources of one title, or of one author, house and month, are not told apart by looking at all of them. */
const mostAlike = 20;

const alike = `
  WITH near AS (
    SELECT c.id FROM unnest($1::text[]) AS w (title) CROSS JOIN LATERAL (SELECT s.id FROM sources s WHERE s.key >= w.title || '|' AND s.key < w.title || '}' LIMIT ${mostAlike}) AS c
    UNION SELECT c.source_id FROM unnest($1::text[]) AS w (title) CROSS JOIN LATERAL (SELECT k.source_id FROM source_keys k WHERE k.key >= w.title || '|' AND k.key < w.title || '}' LIMIT ${mostAlike}) AS c
    UNION SELECT c.id FROM unnest($2::integer[]) AS w (match_key) CROSS JOIN LATERAL (SELECT s.id FROM sources s WHERE s.match_key = w.match_key LIMIT ${mostAlike}) AS c
    UNION SELECT k.source_id FROM source_keys k WHERE k.key = ANY($3::text[])
  )
  SELECT s.id, s.title, s.type, s.container_title AS "containerTitle", s.publisher_id AS "publisherId", s.issued, s.url, s.doi, s.isbn,
    ARRAY(SELECT COALESCE(u.family_name, u.name) FROM source_authors x JOIN authors u ON u.id = x.author_id WHERE x.source_id = s.id ORDER BY x.position) AS authors
  FROM sources s WHERE s.id = ANY(ARRAY(SELECT id FROM near))`;

/** Finds what references of unknown keys mean, among the sources and among each other. One statement; the fullest first, so that their order does not matter. */
export async function matchSources(manager: EntityManager, unknown: readonly KeyedReference[], publishers: ReadonlyMap<string, number>): Promise<Matches> {
  const works = unknown.map(({ key, reference }) => {
    const work = workOfReference(reference, publishers, titleKeyOf(key));
    return { key, work, fullness: fullness(work) };
  }).sort((a, b) => b.fullness - a.fullness || (a.key < b.key ? -1 : 1));
  const rows: SourceMatch[] = await manager.query(alike, [
    works.map(({ work }) => `work|${work.key}`), works.flatMap(({ work }) => matchKey(work) ?? []), works.flatMap(({ work }) => identifierKeys(work)),
  ]);
  const places = new Map<string, Placed[]>();
  const put = (placed: Placed, its: readonly string[]): void => {
    for (const place of its) {
      const there = places.get(place);
      if (there) there.push(placed);
      else places.set(place, [placed]);
    }
  };
  for (const source of rows) {
    const work = workOfSource(source);
    put({ work, target: { source } }, placesOf(work));
  }

  const matches: Matches = { works: new Map(works.map(({ key, work }) => [key, work])), same: new Map(), maybe: [] };
  for (const { key, work } of works) {
    const its = placesOf(work);
    const found = [...new Set(its.flatMap((place) => places.get(place) ?? []))].map(({ work: other, target }) => ({ target, ...compareWorks(work, other) }));
    const [same, ...others] = found.filter(({ verdict }) => verdict === 'same');
    if (same && others.length === 0) {
      matches.same.set(key, same.target);
      continue;
    }
    for (const one of found) {
      if (one.verdict === 'maybe') matches.maybe.push({ key, other: one.target, reason: one.reason, score: one.score });
      else if (one.verdict === 'same') matches.maybe.push({ key, other: one.target, reason: 'LITTLE_KNOWN', score: 0.9 }); // it fits several
    }
    put({ work, target: { key } }, its);
  }
  return matches;
}

/** The key of the title, which the key of a work without a DOI begins with. */
function titleKeyOf(key: string): string | undefined {
  return key.startsWith('work|') ? key.slice(5, key.indexOf('|', 5)) : undefined;
}

/** Keys besides its own under which a work with identifiers is found. */
export function identifierKeys({ isbn, url }: Work): string[] {
  return [...(isbn === null ? [] : [`isbn:${isbn}`]), ...(url === null ? [] : [`url:${url}`])];
}

function placesOf(work: Work): string[] {
  const match = matchKey(work);
  return [`title ${work.key}`, ...(match === null ? [] : [`match ${match}`]), ...identifierKeys(work)];
}

function fullness({ house, issued, authors, doi }: Work): number {
  return (issued?.length ?? 0) + (house === null ? 0 : 4) + (authors.length > 0 ? 4 : 0) + (doi === null ? 0 : 20);
}
