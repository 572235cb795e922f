import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CitationStyle } from './citation-styles';
import { FairQueue } from '../fair-queue';
import type { CslItem } from './csl-item';
import { chicagoAuthorDate } from './styles/chicago-author-date';
import { chicagoNoteBibliography } from './styles/chicago-note-bibliography';
import { ieee } from './styles/ieee';
import { modernLanguageAssociation } from './styles/modern-language-association';

/** Those that citation-js does not bring along. */
const styles = {
  'chicago-author-date': chicagoAuthorDate, 'chicago-note-bibliography': chicagoNoteBibliography, ieee, 'modern-language-association': modernLanguageAssociation,
} satisfies Partial<Record<CitationStyle, string>>;

/** Who asks for references: those of one request take turns with those of others, and are not written once it is stopped. */
export interface Asker { readonly stopped: Error | null }

type Written = { entry: string } | { fault: string };
interface Job { asker: Asker; work: { item: CslItem; style: CitationStyle; format: 'text' | 'html' }; resolve: (entry: string) => void; reject: (error: Error) => void }

let worker: Worker | null = null;
let writing: Job | null = null;
const waiting = new FairQueue<Asker, Job>();

/** One work as citeproc-js writes it alone in a bibliography, with links in HTML. Milliseconds in another thread; the first of a style most of a second. */
export function runCiteproc(item: CslItem, style: CitationStyle, format: 'text' | 'html', asker: Asker = { stopped: null }): Promise<string> {
  return new Promise((resolve, reject) => {
    waiting.add(asker, { asker, work: { item, style, format }, resolve, reject });
    writeNext();
  });
}

function writeNext(): void {
  if (writing) return;
  writing = nextJob();
  if (!writing) {
    worker?.unref(); // what is asked for keeps the process alive, and nothing else of this does
    return;
  }
  worker ??= startWorker();
  worker.ref();
  worker.postMessage(writing.work);
}

function nextJob(): Job | null {
  for (let job = waiting.next(); job; job = waiting.next()) {
    if (!job.asker.stopped) return job;
    job.reject(job.asker.stopped);
  }
  return null;
}

function startWorker(): Worker {
  const started = new Worker(join(__dirname, 'citeproc-worker.cjs'), { workerData: { styles } });
  started.on('message', (written: Written) => {
    const job = writing;
    writing = null;
    if ('entry' in written) job?.resolve(written.entry);
    else job?.reject(new Error(`citeproc-js failed: ${written.fault}`));
    writeNext();
  });
  let fault: unknown = 'it ended';
  started.on('error', (error) => { fault = error; });
  started.on('exit', () => {
    const job = writing;
    [worker, writing] = [null, null];
    job?.reject(new Error(`The thread that writes references is gone: ${String(fault)}`));
    writeNext(); // in another
  });
  return started;
}
