import { Lanes } from '../src/lanes';

const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

/** Starts pieces of work, `client size` each; gives their names in the order they began, and what ends one. */
async function begin(lanes: Lanes, pieces: readonly string[]): Promise<{ begun: string[]; end: (name: string) => Promise<void> }> {
  const begun: string[] = [], ends = new Map<string, () => void>();
  const all = new Map(pieces.map((name) => [name, lanes.run(Number(name.split(' ')[1]), name.split(' ')[0] ?? '', () => {
    begun.push(name);
    return new Promise<void>((resolve) => { ends.set(name, resolve); });
  })]));
  await turn();
  return { begun, end: async (name) => { ends.get(name)?.(); await all.get(name); await turn(); } };
}

test('what is large waits for what is as large, and for nothing else', async () => {
  const { begun, end } = await begin(new Lanes([{ moreThan: 100, places: 1 }, { moreThan: 10, places: 4 }]), ['a 101', 'a 500', 'a 100', 'a 11', 'a 12', 'a 13', 'a 10', 'a 1']);
  expect(begun).toEqual(['a 10', 'a 1', 'a 101', 'a 100', 'a 11', 'a 12']);
  await end('a 101');
  expect(begun.at(-1)).toBe('a 500');
  await end('a 12');
  expect(begun.at(-1)).toBe('a 13');
});

test('a client does not wait behind the many of another', async () => {
  const { begun, end } = await begin(new Lanes([{ moreThan: 100, places: 1 }, { moreThan: 10, places: 4 }]), ['a 11', 'a 12', 'a 13', 'a 14', 'a 15', 'b 16', 'b 17', 'a 101', 'a 102', 'a 103', 'b 104']);
  expect(begun).toEqual(['a 11', 'a 12', 'a 13', 'b 16', 'a 101']);
  for (const name of ['a 11', 'a 12', 'a 13']) await end(name);
  expect(begun.slice(5)).toEqual(['a 14', 'b 17', 'a 15']);
  for (const name of ['a 101', 'a 102', 'b 104']) await end(name);
  expect(begun.filter((name) => name > 'a 10' && name.length === 5)).toEqual(['a 101', 'a 102', 'b 104', 'a 103']);
});

test('one that fails gives its place back', async () => {
  const lanes = new Lanes([{ moreThan: 0, places: 1 }]);
  await expect(Promise.allSettled([lanes.run(1, 'a', () => Promise.reject(new Error('no'))), lanes.run(1, 'a', () => Promise.resolve('yes'))])).resolves.toMatchObject([{ status: 'rejected' }, { value: 'yes' }]);
});
