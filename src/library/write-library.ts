import type { EntityManager } from 'typeorm';
import type { CitedWork } from '../exports/cited-work';
import { cslOfWork } from '../exports/csl-of-work';
import { writeBibtex } from '../exports/write-bibtex';
import { jsonLdOfWork, scriptJson } from '../exports/write-json-ld';
import { writeRis } from '../exports/write-ris';
import { nodeId } from '../graph/node-id';
import { type LibraryKind, libraryKinds, works } from './library-kinds';
import { countLibrary, readLibrary } from './read-library';

/** Formats of an export: `ndjson` is everything, the others are the works that are cited. */
export const libraryFormats = ['ndjson', 'csl-json', 'bibtex', 'ris', 'json-ld'] as const;
export type LibraryFormat = (typeof libraryFormats)[number];

type OnProgress = (done: number, total: number) => void;
/** A document of one entry a work: what stands around and between them. */
interface Frame { begin: string; between: string; end: string; entry: (work: CitedWork) => string }

const frames = {
  'csl-json': { begin: '[', between: ',', end: '\n]\n', entry: (work) => `\n${JSON.stringify(cslOfWork(work))}` },
  bibtex: { begin: '', between: '\n', end: '', entry: writeBibtex },
  ris: { begin: '', between: '', end: '', entry: writeRis },
  'json-ld': { begin: '{"@context":"https://schema.org","@graph":[', between: ',', end: '\n]}\n', entry: (work) => `\n${scriptJson(jsonLdOfWork(work))}` },
} satisfies Record<Exclude<LibraryFormat, 'ndjson'>, Frame>;

/** The library of an origin, or the whole of it, as text in pieces. The transaction of `manager` decides what moment it shows. */
export async function* writeLibrary(manager: EntityManager, format: LibraryFormat, originId: number | null, onProgress: OnProgress): AsyncGenerator<string> {
  const kinds: readonly LibraryKind[] = format === 'ndjson' ? libraryKinds : [works];
  const total = await countLibrary(manager, kinds, originId);
  let done = 0;
  const count = (): void => {
    done += 1;
    if (done % 100 === 0 || done === total) onProgress(done, total);
  };
  if (format === 'ndjson') {
    for (const kind of kinds) for await (const row of readLibrary(manager, kind, originId)) {
      yield `${JSON.stringify(graphRow(kind, row))}\n`;
      count();
    }
    return;
  }
  const { begin, between, end, entry }: Frame = frames[format];
  yield begin;
  for await (const work of readLibrary<CitedWork>(manager, works, originId)) {
    yield `${done === 0 ? '' : between}${entry(work)}`;
    count();
  }
  yield end;
}

/** A row with its kind, and with the ids that the graph gives. */
function graphRow({ kind, ids }: LibraryKind, row: object): object {
  const toId = (name: string, value: unknown): unknown => {
    const type = ids[name];
    if (type === undefined || value === null) return value;
    return Array.isArray(value) ? value.map((id) => nodeId(type, Number(id))) : nodeId(type, Number(value));
  };
  return { kind, ...Object.fromEntries(Object.entries(row).map(([name, value]) => [name, toId(name, value)])) };
}
