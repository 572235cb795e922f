import { LimitExceeded } from '../../src/errors';
import { createDocumentGate } from '../../src/limits/document-gate';
import { checkNesting, checkRequest } from '../../src/limits/check-request';
import { lookThrough, nestingOfJson } from '../../src/limits/nesting';
import { checkVariables } from '../../src/limits/variable-limits';

/** What a check refuses: the name of the limit and what came; null when it passes. */
function refusal(run: () => void): [limit: unknown, came: unknown] | null {
  try {
    run();
    return null;
  } catch (error) {
    if (!(error instanceof LimitExceeded)) throw error;
    return [error.extensions.limit, error.extensions.came];
  }
}
const refused = (text: string): [unknown, unknown] | null => refusal(() => { createDocumentGate()(text); });
const times = (count: number, write: (i: number) => string): string => Array.from({ length: count }, (_, i) => write(i)).join(' ');
const nested = (depth: number, open: string, close: string, inside = ''): string => open.repeat(depth) + inside + close.repeat(depth);

describe('a document', () => {
  test.each<[what: string, text: string]>([
    ['of a page', '{ articles(first: 20) { nodes { title citations(first: 30) { nodes { source { publisher { name } } } } } } }'],
    ['as deep as allowed', nested(19, '{ a ', '}', '{ a }')],
    ['with brackets in its strings and comments', `{ a(text: "${'{'.repeat(500)}", block: """${'['.repeat(500)} \\""" ${'('.repeat(500)}""") # ${'{'.repeat(500)}\n }`],
    ['with an escaped quote before brackets in a string', `{ a(text: "\\"${'{'.repeat(500)}\\\\") }`],
    ['that is not GraphQL', '{ a(: }'],
    ['with the same field fifty times under other names', `{ ${times(50, (i) => `a${i}: article { title }`)} }`],
    ['with a fragment in each of many places', `{ ${times(40, (i) => `a${i}: article { ...f }`)} } fragment f on Article { ${times(60, (i) => `field${i}`)} }`],
  ])('%s passes', (_what, text) => { expect(refused(text)).toBeNull(); });

  const ring = 'fragment a on Article { ...b } fragment b on Article { ...a }';
  const bomb = (levels: number, leaf: string): string => `${times(levels, (i) => `fragment f${i} on Article { ...f${i + 1} ...f${i + 1} }`)} fragment f${levels} on Article { ${leaf} }`;
  test.each<[what: string, text: string, limit: string, came: number]>([
    ['too deep', nested(21, '{ a ', '}'), 'depth', 21],
    ['too deep by inline fragments and fragments together', `{ a { ... on A { b { ...f } } } } fragment f on A { ${nested(19, 'c { ', '}', 'd')} }`, 'depth', 22],
    ['with brackets too deep for a reader', nested(100_000, '{a', '}'), 'nesting', 100_000],
    ['with lists too deep for a reader', `{ a(list: ${nested(100_000, '[', ']')}) }`, 'nesting', 100_002],
    ['with types too deep for a reader', `query ($a: ${nested(5000, '[', ']', 'Int')}) { a }`, 'nesting', 5001],
    ['with brackets that never close', '{a'.repeat(100_000), 'nesting', 100_000],
    ['with a long name', `{ ${'a'.repeat(201)} }`, 'nameLength', 201],
    ['with a field under many names', `{ ${times(1000, (i) => `a${i}: article { title }`)} }`, 'aliases', 51],
    ['with a field under many names through fragments', `{ ...a ...b } fragment a on Query { ${times(30, (i) => `a${i}: article { title }`)} } fragment b on Query { ${times(30, (i) => `b${i}: article { title }`)} }`, 'aliases', 51],
    ['with a field many times', `{ ${times(2000, () => 'a')} }`, 'pairs', 4_000_000],
    ['with a field many times further down', `{ ${times(150, () => 'a { b c }')} }`, 'pairs', 67_500],
    ['with too many fields', `{ ${times(5001, (i) => `a${i}`)} }`, 'fields', 5001],
    ['with directives', `{ a ${times(1000, () => '@skip(if: false)')} }`, 'directives', 1000],
    ['with a bomb of fragments', `{ ...f0 } ${bomb(60, 'title')}`, 'fields', Number.MAX_SAFE_INTEGER],
    ['with a bomb of fragments that nothing asks for', `{ a } ${bomb(60, 'title')}`, 'fields', Number.MAX_SAFE_INTEGER],
    ['with many fragments', `{ a } ${times(101, (i) => `fragment f${i} on A { a }`)}`, 'fragments', 101],
    ['with many operations', times(21, (i) => `query q${i} { a }`), 'operations', 21],
    ['with many variables', `query (${times(201, (i) => `$v${i}: Int`)}) { a }`, 'variables', 201],
    ['with a long list', `{ nodes(ids: [${times(1001, () => '"a"')}]) { id } }`, 'listLength', 1001],
    ['with a long text', `{ a(b: "${'x'.repeat(100_001)}") }`, 'textLength', 100_001],
    ['with a ring that repeats a field', `{ a } fragment r on A { ...r ${times(200, () => 'b')} }`, 'pairs', 160_000],
  ])('%s is refused with the limit and what came', (_what, text, limit, came) => {
    expect(refused(text)).toEqual([limit, came]);
  });

  test('a ring of fragments passes: it is refused where documents are checked against the schema', () => {
    expect(refused(`{ ...a } ${ring}`)).toBeNull();
  });

  test('that passed once is not read again', () => {
    const gate = createDocumentGate();
    const text = `{ ${times(2500, (i) => `a${i}`)} }`;
    gate(text);
    const read = jest.spyOn(String.prototype, 'charCodeAt');
    gate(text);
    expect(read).not.toHaveBeenCalled();
    read.mockRestore();
  });
});

describe('the text of a request', () => {
  test('has its deepest nesting counted, brackets in strings left out', () => {
    expect([nestingOfJson('{"a":[{"b":"[[[\\"[["}]}'), nestingOfJson('"{"'), nestingOfJson(''), nestingOfJson(']]][')]).toEqual([3, 0, 0, 0]);
    expect(lookThrough('{ a_1(b: [1]) }')).toEqual({ nesting: 3, longestName: 3 });
  });

  test('is refused beyond it, however deep', () => {
    expect(refusal(() => { checkNesting(nested(64, '[', ']')); })).toBeNull();
    expect(refusal(() => { checkNesting(nested(200_000, '{"a":', '}', '1')); })).toEqual(['nesting', 200_000]);
  });

  test('is looked at in the address, too', () => {
    const search = (name: string, value: string): string => `?${name}=${encodeURIComponent(value)}`;
    const look = (text: string) => refusal(() => { checkRequest(createDocumentGate(), text, undefined); });
    expect([look(search('query', nested(100, '{a', '}'))), look(search('variables', nested(100, '[', ']'))), look(search('query', '{ a }'))])
      .toEqual([['nesting', 100], ['nesting', 100], null]);
  });
});

describe('variables', () => {
  test.each<[what: string, variables: unknown, refused: [string, number] | null]>([
    ['of a page', { first: 20, filter: { tags: ['a', 'b'] } }, null],
    ['that are none', undefined, null],
    ['with a long list', { ids: Array.from({ length: 1001 }, () => 'a') }, ['listLength', 1001]],
    ['with a long text', { a: { b: 'x'.repeat(100_001) } }, ['textLength', 100_001]],
    ['with a long name', { ['x'.repeat(201)]: 1 }, ['nameLength', 201]],
    ['with many names', { a: Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`a${i}`, 1])) }, ['keys', 201]],
    ['with long texts', { a: ['x'.repeat(90_000), 'x'.repeat(90_000)], b: 'x'.repeat(30_000) }, ['characters', 210_002]],
    ['of too many values in lists', { a: Array.from({ length: 20 }, () => Array.from({ length: 600 }, () => 1)) }, ['values', 10_221]],
  ])('%s', (_what, variables, expected) => { expect(refusal(() => { checkVariables(variables); })).toEqual(expected); });
});
