import { Admission, type AdmissionLimits } from '../../src/limits/admission';

/** Pieces of work that end when they are told to, and what became of each. */
function pieces(limits: Partial<AdmissionLimits>): { start: (name: string, isGone?: () => boolean, client?: string) => void; end: (name: string) => Promise<void>; log: string[]; all: () => Promise<unknown> } {
  const admission = new Admission({ refusalsPerSecond: 100_000, ...limits });
  const log: string[] = [], ends = new Map<string, () => void>(), results: Promise<unknown>[] = [];
  return {
    log, all: () => Promise.all(results),
    start(name, isGone, client) {
      results.push(admission.run(() => {
        log.push(`${name} runs`);
        return new Promise<string>((resolve) => ends.set(name, () => { resolve(name); }));
      }, isGone, client).then((result) => { log.push(result === null ? `${name} refused` : `${name} done`); }));
    },
    async end(name) {
      ends.get(name)?.();
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      await new Promise((resolve) => { setImmediate(resolve); }); // in another turn of the event loop, the next begin
    },
  };
}

test('so many run, so many wait in the order they came, the rest is refused at once', async () => {
  const { start, end, log, all } = pieces({ atOnce: 2, mostWaiting: 2 });
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) start(name);
  await Promise.resolve();
  await end('b');
  await end('a');
  await end('c');
  await end('d');
  await all();
  expect(log.filter((line) => line.endsWith('runs'))).toEqual(['a runs', 'b runs', 'c runs', 'd runs']);
  expect(log.indexOf('e refused')).toBeLessThan(log.indexOf('b done'));
  expect(log.filter((line) => line.endsWith('refused'))).toEqual(['e refused', 'f refused']);
});

test('the one request of a client does not stand behind the many of another, and finds a place in a full queue', async () => {
  const { start, end, log, all } = pieces({ atOnce: 2, mostWaiting: 2 });
  for (const name of ['a', 'b', 'c', 'd']) start(name, undefined, 'flood');
  start('reader', undefined, 'reader');
  start('e', undefined, 'flood');
  start('again', undefined, 'reader');
  await end('a');
  await end('b');
  await end('reader');
  for (const name of ['c', 'd']) await end(name);
  await all();
  expect(log.filter((line) => line.endsWith('runs'))).toEqual(['a runs', 'b runs', 'reader runs', 'c runs', 'd runs']);
  expect(log.filter((line) => line.endsWith('refused'))).toEqual(['e refused', 'again refused']);
});

test('nobody waits longer than the limit', async () => {
  const { start, end, log, all } = pieces({ atOnce: 1, longestWaitMs: 30 });
  start('a');
  start('b');
  while (!log.includes('b refused')) await new Promise(setImmediate);
  await end('a');
  start('c');
  await end('c');
  await all();
  expect(log).toEqual(['a runs', 'b refused', 'a done', 'c runs', 'c done']);
});

test('who has left while waiting is not worked for', async () => {
  const { start, end, log, all } = pieces({ atOnce: 1 });
  start('a');
  start('b', () => true);
  start('c');
  await end('a');
  await end('c');
  await all();
  expect(log).not.toContain('b runs');
  expect(log).toContain('c done');
});

test('a failure gives its place back', async () => {
  const admission = new Admission({ atOnce: 1 });
  await expect(admission.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await admission.run(() => Promise.resolve('yes'))).toBe('yes');
});

test('who would wait too long, by the pace of those before, is refused before there are too many', async () => {
  jest.spyOn(performance, 'now').mockReturnValue(0);
  const { start, end, log, all } = pieces({ atOnce: 1, longestWaitMs: 1000 });
  const names = Array.from({ length: 30 }, (_, i) => `n${i}`);
  for (const name of names.slice(0, 20)) start(name);
  for (let i = 0; i < 10; i += 1) { // each takes 200 ms: five can be waited for
    jest.spyOn(performance, 'now').mockReturnValue(200 * (i + 1));
    await end(`n${i}`);
  }
  for (const name of names.slice(20)) start(name);
  await Promise.resolve();
  jest.restoreAllMocks();
  for (const name of names) await end(name);
  await all();
  expect(log.filter((line) => line.endsWith('refused')).length).toBeGreaterThanOrEqual(10);
});

test('refusals are told in portions when there are very many', async () => {
  const { start, end, log, all } = pieces({ atOnce: 1, mostWaiting: 0, refusalsPerSecond: 1000 });
  start('a');
  for (let i = 0; i < 100; i += 1) start(`r${i}`);
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  expect(log.filter((line) => line.endsWith('refused')).length).toBe(10);
  await end('a');
  await all();
  expect(log.filter((line) => line.endsWith('refused')).length).toBe(100);
});

test('one client leaves places for others, and its own wait for their turn', async () => {
  const { start, end, log, all } = pieces({ atOnce: 4 });
  for (const name of ['a', 'b', 'c', 'd']) start(name, undefined, 'one');
  start('reader', undefined, 'reader');
  await Promise.resolve();
  expect(log).toEqual(['a runs', 'b runs', 'c runs', 'reader runs']);
  for (const name of ['reader', 'a', 'b', 'c', 'd']) await end(name);
  await all();
  expect(log).toContain('d done');
});

test('what is held begins when it is released, and as many as there are places', async () => {
  const log: string[] = [], admission = new Admission({ atOnce: 4 });
  const run = (client: string): Promise<string | null> => admission.run(() => { log.push(client); return Promise.resolve(client); }, undefined, client);
  admission.hold();
  const all = Promise.all(['a', 'b', 'c'].map(run));
  await Promise.resolve();
  expect(log).toEqual([]);
  admission.release();
  expect(await all).toEqual(['a', 'b', 'c']);
});

test('it is full for who would be refused, and not for another client', async () => {
  const admission = new Admission({ atOnce: 4, mostWaiting: 2 });
  let finish = (): void => undefined;
  const work = new Promise<void>((resolve) => { finish = resolve; });
  const running = Array.from({ length: 5 }, () => admission.run(() => work, undefined, 'one'));
  await Promise.resolve();
  expect([admission.isFull('one'), admission.isFull('other')]).toEqual([true, false]);
  finish();
  await Promise.all(running);
  expect(admission.isFull('one')).toBe(false);
});

test('when some have ended in one turn of the event loop, the next begin in another, and who had none comes first', async () => {
  const log: string[] = [], admission = new Admission({ atOnce: 4 });
  const run = (client: string): Promise<string | null> => admission.run(() => { log.push(client); return Promise.resolve(client); }, undefined, client);
  const flood = Array.from({ length: 40 }, () => run('flood'));
  const reader = run('reader');
  for (let turn = 0; turn < 1000; turn += 1) await Promise.resolve(); // of promises, not of the event loop
  expect(log.length).toBeLessThan(10);
  await reader;
  expect(log.length).toBeLessThan(10);
  await Promise.all(flood);
  expect(log.length).toBe(41);
});
