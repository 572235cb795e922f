import { Lanes, Slots } from '../src/slots';

test('so many run at a time, the others in the order they came, also after a failure', async () => {
  const slots = new Slots(2);
  const log: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const start = (name: string): Promise<string> => slots.run(() => {
    log.push(name);
    return new Promise((resolve, reject) => ends.set(name, (error) => { if (error) reject(error); else resolve(name); }));
  });
  const all = ['a', 'b', 'c', 'd', 'e'].map(start);
  const outcome = Promise.allSettled(all);
  expect(log).toEqual(['a', 'b']);
  ends.get('b')?.(new Error('no'));
  await expect(all[1]).rejects.toThrow('no');
  expect(log).toEqual(['a', 'b', 'c']);
  for (const name of ['a', 'c', 'd', 'e']) {
    ends.get(name)?.();
    await all[['a', 'b', 'c', 'd', 'e'].indexOf(name)];
  }
  expect(log).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect((await outcome).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
});

test('what is large waits for what is as large, and for nothing else', async () => {
  const lanes = new Lanes([{ moreThan: 100, atATime: 1 }, { moreThan: 10, atATime: 3 }]);
  const log: number[] = [];
  const ends: (() => void)[] = [];
  const all = [101, 500, 100, 11, 12, 13, 10, 1, 9].map((size, i) => lanes.run(size, () => {
    log.push(size);
    return new Promise<void>((resolve) => { ends[i] = resolve; });
  }));
  expect(log).toEqual([101, 100, 11, 12, 10, 1, 9]);
  ends[0]?.();
  await all[0];
  expect(log.at(-1)).toBe(500);
  ends[4]?.();
  await all[4];
  expect(log.at(-1)).toBe(13);
  for (const end of ends) end();
  await Promise.all(all);
});
