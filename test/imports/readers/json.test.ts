import { readJson } from '../../../src/imports/readers/json';
import { inPieces } from '../../support/read-case';

async function read(text: string, open: string[] = ['items'], pieces = 65_536): Promise<{ values: [string, unknown][]; problems: string[] }> {
  const values: [string, unknown][] = [];
  const problems: string[] = [];
  for await (const part of readJson(inPieces(Buffer.from(text), pieces), null, open)) {
    if ('problem' in part) problems.push(`${part.problem.item}: ${part.problem.reason}`);
    else values.push([part.path, part.value]);
  }
  return { values, problems };
}

const document = '\uFEFF{"a":"x\\"]}","items":[ {"n":[1,{"m":"]"}]},\n2 , "three",null],"after":{"items":[4]},"n":-1.5e3}';

test('members are given one at a time, and elements of open arrays', async () => {
  expect(await read(document)).toEqual({
    values: [['a', 'x"]}'], ['items[]', { n: [1, { m: ']' }] }], ['items[]', 2], ['items[]', 'three'], ['items[]', null], ['after', { items: [4] }], ['n', -1500]], problems: [],
  });
});

test.each([1, 2, 3, 5, 8])('pieces of %d bytes make no difference', async (size) => {
  expect(await read(document, ['items'], size)).toEqual(await read(document));
});

test('an array can be the document, and open objects lie in each other', async () => {
  expect((await read('[1,[2]]')).values).toEqual([['[]', 1], ['[]', [2]]]);
  expect((await read('{"timeline":{"date":[1],"x":2}}', ['timeline', 'timeline.date'])).values).toEqual([['timeline.date[]', 1], ['timeline.x', 2]]);
});

test.each([
  ['an object', '{"items":[{"a":1},{"b":'], ['a text', '{"items":[{"a":1},"bc'], ['an array', '{"items":[{"a":1},'], ['an escape', '{"items":[{"a":1},"b\\'],
])('a document cut in %s gives what stands before', async (_, text) => {
  const { values, problems } = await read(text);
  expect([values, problems]).toEqual([[['items[]', { a: 1 }]], [expect.stringMatching(/found the end: the content was cut/)]]);
});

test.each([
  ['an element that is no JSON costs no other', '{"items":[{"a":1},{b:2},{"c":3}]}', [{ a: 1 }, { c: 3 }], /line 1: expected JSON/],
  ['a missing comma ends the reading', '{"items":[{"a":1}\n{"c":3}]}', [{ a: 1 }], /line 2: expected a comma, found "{"/],
  ['text behind the document is reported', '{"items":[{"a":1}]} x', [{ a: 1 }], /expected the end, found "x"/],
])('%s', async (_, text, items, problem) => {
  const { values, problems } = await read(text);
  expect([values.map(([, value]) => value), problems]).toEqual([items, [expect.stringMatching(problem)]]);
});

test('depth and length have limits', async () => {
  expect((await read(`{"items":[${'['.repeat(100_000)}`)).problems).toEqual([expect.stringContaining('more than 256 values inside each other')]);
  expect((await read(`{"items":["${'x'.repeat(9 * 2 ** 20)}"]}`)).problems).toEqual([expect.stringContaining('a value of more than')]);
});
