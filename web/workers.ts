/** The workers the editor asks for by label, as files of this server: no blob, so the page's policy can say `worker-src 'self'`. */
const environment: { getWorker(workerId: string, label: string): Worker } = {
  getWorker(_workerId, label) {
    const file = label === 'graphql' || label === 'json' ? WORKER_FILES[label] : WORKER_FILES.editor;
    return new Worker(new URL(file, import.meta.url));
  },
};

Object.assign(globalThis, { MonacoEnvironment: environment });
