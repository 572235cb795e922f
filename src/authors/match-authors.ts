import type { EntityManager } from 'typeorm';
import { identityKey } from '../bibliography/identity-key';
import type { PersonName } from '../bibliography/reference';
import { givenNames, relatePersons } from '../bibliography/same-person';

/** A person whose name no author goes by, with the publishers of what the person wrote. */
export interface UnknownPerson { key: string; name: PersonName; publishers: ReadonlySet<number> }
/** An author that is there, or the key of an unknown person that becomes one. */
export type AuthorTarget = { id: number } | { key: string };
export interface AuthorMatches {
  /** Who persons are without doubt, by their keys; the others are new. */
  same: Map<string, AuthorTarget>;
  maybe: { key: string; other: AuthorTarget; score: number }[];
}
interface Known { name: PersonName; publishers: ReadonlySet<number>; target: AuthorTarget }

/** Of a family name with more bearers than this not all are looked at. */
const mostBearers = 50;
/** A name that can be anybody's says nothing. */
const mostCandidates = 3;

const bearers = `
  SELECT u.id, u.family_name AS family, u.given_name AS given, u.suffix, ARRAY(
      SELECT DISTINCT s.publisher_id FROM (SELECT x.source_id FROM source_authors x WHERE x.author_id = u.id LIMIT 200) AS wrote JOIN sources s ON s.id = wrote.source_id WHERE s.publisher_id IS NOT NULL
    ) AS publishers
  FROM authors u WHERE u.family_name IS NOT NULL AND u.id = ANY(ARRAY(
    SELECT c.author_id FROM unnest($1::text[]) AS w (start) CROSS JOIN LATERAL (
      SELECT a.author_id FROM author_aliases a WHERE a.key >= w.start AND a.key < w.start || U&'\\+10FFFF' LIMIT ${mostBearers}) AS c))`;

/**
 * Finds who persons are among the authors and among each other: one family name, given names that can be one, and a publisher both wrote for.
 * Without the publisher, or when it fits several, a person has to decide. `alsoWroteFor` is what is known of authors besides the database. One statement.
 */
export async function matchAuthors(manager: EntityManager, unknown: readonly UnknownPerson[], alsoWroteFor: ReadonlyMap<number, ReadonlySet<number>>): Promise<AuthorMatches> {
  const matches: AuthorMatches = { same: new Map(), maybe: [] };
  if (unknown.length === 0) return matches;
  const rows: { id: number; family: string; given: string | null; suffix: string | null; publishers: number[] }[] = await manager.query(bearers, [[...new Set(unknown.map(({ name }) => `person:${place(name)}`))]]);
  const places = new Map<string, Known[]>();
  const put = (known: Known): void => { places.set(place(known.name), [...(places.get(place(known.name)) ?? []), known]); };
  for (const { id, family, given, suffix, publishers } of rows) {
    put({ name: { family, ...(given === null ? {} : { given }), ...(suffix === null ? {} : { suffix }) }, publishers: new Set([...publishers, ...(alsoWroteFor.get(id) ?? [])]), target: { id } });
  }
  // The fullest name first, so that their order does not matter.
  const sorted = [...unknown].sort((a, b) => (b.name.given?.length ?? 0) - (a.name.given?.length ?? 0) || (a.key < b.key ? -1 : 1));
  for (const { key, name, publishers } of sorted) {
    const possible = (places.get(place(name)) ?? []).flatMap((known) => {
      const relation = relatePersons(name, known.name);
      return relation === null ? [] : [{ ...known, relation, evident: [...publishers].some((id) => known.publishers.has(id)) }];
    });
    const [evident, ...more] = possible.filter((one) => one.evident);
    if (evident && more.length === 0) {
      matches.same.set(key, evident.target);
      continue;
    }
    if (possible.length <= mostCandidates) {
      for (const { target, relation, evident: wroteForOne } of possible) matches.maybe.push({ key, other: target, score: wroteForOne ? 0.8 : relation === 'first-name' ? 0.6 : 0.3 });
    }
    put({ name, publishers, target: { key } });
  }
  return matches;
}

/** Whether a name says more of the given names; of two that say as much, one is chosen whichever came first. */
export function isFuller(name: PersonName, than: PersonName): boolean {
  const [ours, theirs] = [givenNames(name).join(' '), givenNames(than).join(' ')];
  return ours.length !== theirs.length ? ours.length > theirs.length : (name.given ?? '') > (than.given ?? '');
}

/** Where bearers of a family name meet whose given names begin alike: the start of their key. */
function place({ family, given }: PersonName): string {
  return `${identityKey(family)}|${identityKey(given ?? '').charAt(0)}`;
}
