import { operation, operationNames } from '../test/support/operations';

type Random = () => number;
/** A request that is wrong in some way. `raw` is written to a socket as it is. */
export type Malformed = { kind: string; method: string; path: string; headers: Record<string, string>; body: Buffer | null } | { kind: string; raw: Buffer };

const json = { 'content-type': 'application/json' };
const texts = operationNames.map((name) => operation(name)).map(({ document: query, variables }) => JSON.stringify({ query, variables }));
const words = ['query', 'mutation', 'fragment', 'on', '{', '}', '(', ')', '[', ']', ':', '!', '$', '@', '...', '"', '"""', '#', '&', '|', '=', '\\u0000', '\\uD800', 'articles', 'first', '1e999', '-', '0x1', '__proto__', 'constructor', 'null', 'true', '\u202E', '😀', '\0', '\uFEFF', '\r\n', ','];

/** One of many kinds of wrong requests; the same for the same numbers. */
export function malformed(random: Random): Malformed {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item; // the lists are not empty
  const number = (below: number): number => Math.floor(random() * below);
  const noise = (length: number): Buffer => Buffer.from(Array.from({ length }, () => number(256)));
  const soup = (length: number): string => Array.from({ length }, () => pick(words)).join(pick(['', ' ']));
  const value = (depth = 0): unknown => pick<() => unknown>([
    () => null, () => number(2) === 0, () => (random() - 0.5) * 10 ** number(300), () => soup(3), () => '', () => pick(words),
    () => (depth > 3 ? [] : Array.from({ length: number(4) }, () => value(depth + 1))), () => (depth > 3 ? {} : Object.fromEntries(Array.from({ length: number(4) }, () => [pick(words), value(depth + 1)]))),
  ])();
  const post = (kind: string, body: Buffer | string, headers: Record<string, string> = json): Malformed => ({ kind, method: 'POST', path: '/graphql', headers, body: Buffer.from(body as string) });
  const get = (kind: string, parameters: string): Malformed => ({ kind, method: 'GET', path: `/graphql?${parameters}`, headers: { 'apollo-require-preflight': '1' }, body: null });
  const right = pick(texts);

  return pick<() => Malformed>([
    () => { const bytes = Buffer.from(right); for (let i = 0; i <= number(8); i += 1) bytes[number(bytes.length)] = number(256); return post('bytes changed', bytes); },
    () => post('cut off', right.slice(0, number(right.length))),
    () => { const at = number(right.length), length = number(200); return post('a part twice', right.slice(0, at + length) + right.slice(at)); },
    () => post('noise', noise(number(500))),
    () => post('words in any order', JSON.stringify({ query: soup(1 + number(60)) })),
    () => post('values of any type', JSON.stringify({ query: value(), variables: value(), operationName: value(), extensions: value() })),
    () => post('right text, wrong variables', JSON.stringify({ ...(JSON.parse(right) as object), variables: value() })),
    () => post('right text, variables of any type', JSON.stringify({ ...(JSON.parse(right) as object), variables: Object.fromEntries(Object.keys((JSON.parse(right) as { variables: object }).variables).map((name) => [name, value()])) })),
    () => post('JSON of any type', JSON.stringify(value()) ?? ''),
    () => post('persisted in any way', JSON.stringify({ query: pick([undefined, soup(3)]), documentId: pick([undefined, value()]), extensions: { persistedQuery: pick<unknown>([value(), { version: value(), sha256Hash: value() }]) } })),
    () => post('deep', pick(['{a', '[', '{"a":', '(']).repeat(1 + number(3000))),
    () => post('deep selections', JSON.stringify({ query: '{ articles { nodes '.repeat(1 + number(300)) })),
    () => post('many of one', JSON.stringify({ query: `{ ${pick(['a: __typename ', '__typename ', '__typename @skip(if: true) ', '...F '])}${'__typename @include(if: true) '.repeat(number(500))}}` })),
    () => post('another type of body', right, { 'content-type': pick(['', 'text/plain', 'application/xml', 'multipart/form-data', 'application/json; charset=utf-16', 'application/x-www-form-urlencoded']) }),
    () => post('another encoding', noise(50), { ...json, 'content-encoding': pick(['gzip', 'br', 'identity', 'x']) }),
    () => post('wrong headers', right, { ...json, accept: pick(['image/png', '*/*;q=0', ';;;', 'application/json;q=x', '']), authorization: pick(['Bearer ibid_', 'Bearer', `Bearer ibid_${'a'.repeat(32)}`, 'Basic x', 'Bearer ibid_%00']), 'x-forwarded-for': pick(['1', '::', '999.1.1.1, x']) }),
    () => ({ kind: 'another method', method: pick(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE']), path: '/graphql', headers: json, body: null }),
    () => get('address of noise', encodeURI(soup(5)).replace(/[\r\n\0]/g, '')),
    () => get('address of parameters', `query=${encodeURIComponent(soup(5).replace(/[\uD800-\uDFFF]/g, ''))}&variables=${pick(['', '{', '[]', '1', '%00', '%7B%7D'])}&extensions=${pick(['', '{', '%ff', '%7B%22persistedQuery%22:1%7D'])}&${pick(['query=x', 'documentId=1&documentId=2', 'operationName=%E0%A4%A'])}`),
    () => ({ kind: 'another path', method: 'GET', path: pick(['/', '/graphql/', '/%2e%2e/etc/passwd', '/playground/%00', '//', '/schema.graphql?x', '/metrics/..', '/graphql%3Fquery']), headers: {}, body: null }),
    () => ({ kind: 'no HTTP', raw: pick([noise(1 + number(300)), Buffer.from('GET\r\n\r\n'), Buffer.from('POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n'), Buffer.from('POST /graphql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc'), Buffer.from(`GET /graphql HTTP/1.1\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`)]) }),
  ])();
}
