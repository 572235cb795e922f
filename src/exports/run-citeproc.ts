import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CitationStyle } from './citation-styles';
import type { CslItem } from './csl-item';
import { chicagoAuthorDate } from './styles/chicago-author-date';
import { chicagoNoteBibliography } from './styles/chicago-note-bibliography';
import { ieee } from './styles/ieee';
import { modernLanguageAssociation } from './styles/modern-language-association';

/** Those that citation-js does not bring along. */
const styles = {
  'chicago-author-date': chicagoAuthorDate, 'chicago-note-bibliography': chicagoNoteBibliography, ieee, 'modern-language-association': modernLanguageAssociation,
} satisfies Partial<Record<CitationStyle, string>>;

type Written = { id: number; entry: string } | { id: number; fault: string };
interface Asked { resolve: (entry: string) => void; reject: (error: Error) => void }

let worker: Worker | null = null;
let last = 0;
const asked = new Map<number, Asked>();

/** One work as citeproc-js writes it alone in a bibliography, with links in HTML. Milliseconds in another thread; the first of a style most of a second. */
export function runCiteproc(item: CslItem, style: CitationStyle, format: 'text' | 'html'): Promise<string> {
  return new Promise((resolve, reject) => {
    worker ??= startWorker();
    const id = last += 1;
    asked.set(id, { resolve, reject });
    worker.ref(); // what was asked for keeps the process alive, and nothing else of this does
    worker.postMessage({ id, item, style, format });
  });
}

function startWorker(): Worker {
  const started = new Worker(join(__dirname, 'citeproc-worker.cjs'), { workerData: { styles } });
  started.on('message', (written: Written) => {
    const waiting = asked.get(written.id);
    asked.delete(written.id);
    if (asked.size === 0) started.unref();
    if ('entry' in written) waiting?.resolve(written.entry);
    else waiting?.reject(new Error(`citeproc-js failed: ${written.fault}`));
  });
  let fault: unknown = 'it ended';
  started.on('error', (error) => { fault = error; });
  started.on('exit', () => {
    worker = null; // the next starts another
    for (const { reject } of asked.values()) reject(new Error(`The thread that writes references is gone: ${String(fault)}`));
    asked.clear();
  });
  return started;
}
