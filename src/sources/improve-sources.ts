import type { EntityManager } from 'typeorm';
import { identityKey } from '../bibliography/identity-key';
import { publisherName } from '../bibliography/normalize';
import { compareWorks } from '../bibliography/same-work';
import { parsePartialDate, partialDateOrder } from '../dates/partial-date';
import { type SourceMatch, type SourceReference, publisherIdOf, workOfReference, workOfSource } from './work-of';

/** What is told of a source. */
export type KeptSource = Omit<SourceMatch, 'authors'>;

/**
 * A source with what another reference says better, or null when it says nothing better or, when it is not sure
 * (`isSame`) and its key came by a merge, speaks of another work. Which is better does not hang on which came first:
 * the longer title, of equal ones that with small letters and typographic quotes; the more exact date, of equally exact ones the earlier; the DOI in small letters; and what was missing.
 */
export function improved(source: KeptSource, reference: SourceReference, publishers: ReadonlyMap<string, number>, isSame: boolean): KeptSource | null {
  const publisherId = publisherIdOf(reference, publishers);
  const hadHouse = source.publisherId !== null || source.containerTitle !== null;
  const container = reference.container !== publisherName(reference) ? reference.container : null;
  const better: KeptSource = {
    ...source, title: betterTitle(source.title, reference.title ?? ''), issued: betterDate(source.issued, reference.date),
    type: hadHouse || (publisherId === null && container === null) ? source.type : (reference.type ?? source.type),
    publisherId: source.publisherId ?? publisherId, containerTitle: source.containerTitle ?? container,
    url: source.url ?? reference.url, doi: source.doi !== null && reference.doi !== null && reference.doi > source.doi ? reference.doi : (source.doi ?? reference.doi), isbn: source.isbn ?? reference.isbn,
  };
  if ((Object.keys(better) as (keyof KeptSource)[]).every((name) => better[name] === source[name])) return null;
  return isSame || compareWorks(workOfSource({ ...source, authors: [] }), workOfReference(reference, publishers)).verdict === 'same' ? better : null;
}

function betterTitle(a: string, b: string): string {
  if (a === b) return a;
  const [keyA, keyB] = [identityKey(a), identityKey(b)];
  if (keyA.length !== keyB.length) return keyA.length > keyB.length ? a : b;
  return a > b ? a : b;
}

function betterDate(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  if (a.length !== b.length) return a.length > b.length ? a : b;
  return a < b ? a : b;
}

/** Writes sources that were improved: one statement. */
export async function saveImproved(manager: EntityManager, sources: readonly KeptSource[]): Promise<void> {
  if (sources.length === 0) return;
  const rows = sources.map((source) => ({ ...source, order: orderOf(source.issued) }));
  await manager.query(`UPDATE sources s SET title = r.title, type = r.type, container_title = r."containerTitle", publisher_id = r."publisherId", issued = r.issued,
      issued_order = r.order, url = r.url, doi = r.doi, isbn = r.isbn
    FROM json_to_recordset($1) AS r (id bigint, title text, type text, "containerTitle" text, "publisherId" bigint, issued text, "order" integer, url text, doi text, isbn text)
    WHERE s.id = r.id`, [JSON.stringify(rows)]);
}

/** What sorts an EDTF date; 0 when there is none, or none with a year. */
export function orderOf(issued: string | null): number {
  const date = issued === null ? null : parsePartialDate(issued);
  return date && date.year !== null ? partialDateOrder(date) : 0;
}
