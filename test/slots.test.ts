import { Slots } from '../src/slots';

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
