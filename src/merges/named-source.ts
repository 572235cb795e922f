import type { EntityManager } from 'typeorm';
import { isIsbn } from '../bibliography/isbn';
import { readNames } from '../bibliography/names';
import { type WorkType, workTypes } from '../bibliography/reference';
import { parsePartialDate } from '../dates/partial-date';
import { readNodeId } from '../graph/node-id';
import { Mistake, UserErrorCode } from '../graph/user-errors';
import { findOrCreateSources } from '../sources/find-or-create-sources';
import type { SourceReference } from '../sources/work-of';
import type { NewSourceInput } from './correct-citation.arguments';

const longestText = 2_000;

/** The row id of a source that is there. Throws Mistake or InvalidInput. */
export async function requireSource(manager: EntityManager, globalId: string, field: string): Promise<number> {
  const { id } = readNodeId(globalId, field, 'Source');
  const [row]: { id: number }[] = await manager.query('SELECT id FROM sources WHERE id = $1', [id]);
  if (!row) throw new Mistake(field, UserErrorCode.NOT_FOUND, `${field}: expected the id of a source that is there, got one that is not, or was merged into another. Ask for it by its id to see where it went.`);
  return row.id;
}

/** The row id of the work that an input describes, made when the graph does not know it. Throws Mistake. */
export async function createSource(manager: EntityManager, input: NewSourceInput, field: string): Promise<number> {
  const reference = asReference(input, field);
  const { ids } = await findOrCreateSources(manager, [reference]);
  const [id] = ids.values();
  if (id === undefined) throw new Mistake(`${field}.title`, UserErrorCode.INVALID, `${field}.title: expected a title with a letter or a digit, got ${JSON.stringify(input.title)}.`);
  return id;
}

function asReference(input: NewSourceInput, field: string): SourceReference {
  const text = (name: 'title' | 'container' | 'publisher' | 'doi'): string | null => {
    const value = input[name]?.trim() ?? '';
    if (value.length > longestText) throw new Mistake(`${field}.${name}`, UserErrorCode.INVALID, `${field}.${name}: expected at most ${longestText} characters, got ${value.length}.`);
    return value === '' ? null : value;
  };
  const type = workTypes.find((known): known is WorkType => known === (input.type ?? 'document'));
  if (!type) throw new Mistake(`${field}.type`, UserErrorCode.INVALID, `${field}.type: expected one of ${workTypes.join(', ')}, got ${JSON.stringify(input.type)}.`);
  if (input.issued != null && !parsePartialDate(input.issued)) throw new Mistake(`${field}.issued`, UserErrorCode.INVALID, `${field}.issued: expected a date of the calendar, got ${JSON.stringify(input.issued)}.`);
  const title = text('title');
  if (title === null) throw new Mistake(`${field}.title`, UserErrorCode.INVALID, `${field}.title: expected a title, got none.`);
  return {
    type, title, container: text('container'), publisher: text('publisher'), doi: text('doi')?.replace(/^https?:\/\/(?:dx\.)?doi\.org\//i, '') ?? null,
    authors: (input.authors ?? []).flatMap((name) => readNames(name).map((found) => found.name)),
    isbn: input.isbn == null ? null : readIsbn(input.isbn, `${field}.isbn`), date: input.issued ?? null, url: input.url ?? null,
  };
}

/** An ISBN without hyphens, whose check digit is right (ISO 2108). */
function readIsbn(text: string, field: string): string {
  const digits = text.replace(/[\s-]/g, '').toUpperCase();
  if (isIsbn(digits)) return digits;
  throw new Mistake(field, UserErrorCode.INVALID, `${field}: expected an ISBN of 10 or 13 digits whose check digit is right, got ${JSON.stringify(text)}.`);
}
