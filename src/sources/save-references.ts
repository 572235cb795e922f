import type { EntityManager } from 'typeorm';
import type { Name, WorkType } from '../bibliography/reference';
import { takeWriteTurn } from '../database/write-turn';
import { findOrCreateSources } from './find-or-create-sources';
import type { SourceReference } from './work-of';

/** A work as a library of references gives it. */
export interface LibraryReference {
  title: string; type: string; container: string | null; publisher: string | null; issued: string | null; authors: readonly Name[]; url: string | null; doi: string | null; isbn: string | null;
}

/**
 * Writes the works of a library: unknown ones are created, known ones are told what the library says better. The same library again changes
 * nothing. In the transaction of `manager`, a fixed number of statements.
 */
export async function saveReferences(manager: EntityManager, originId: number, references: readonly LibraryReference[]): Promise<{ created: number; updated: number; unchanged: number }> {
  await takeWriteTurn(manager);
  const { ids, fresh, improved } = await findOrCreateSources(manager, references.map(asCited), originId);
  return { created: fresh.length, updated: improved, unchanged: new Set(ids.values()).size - fresh.length - improved };
}

/** As a line that was read without doubt; the column takes every type of CSL. */
function asCited({ issued, type, authors, title, container, publisher, url, doi, isbn }: LibraryReference): SourceReference {
  return { title, container, publisher, date: issued, type: type as WorkType, authors: [...authors], url, doi, isbn };
}
