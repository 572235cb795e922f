/** Requests that nobody should send. Each is refused, or answered as harmlessly as any other. */

export type Severity = 'critical' | 'high' | 'medium' | 'low';
export interface Attack { category: string; severity: Severity; name: string; body: string }

const times = (count: number, write: (i: number) => string): string => Array.from({ length: count }, (_, i) => write(i)).join(' ');
const nested = (depth: number, open: string, close: string, inside = ''): string => open.repeat(depth) + inside + close.repeat(depth);
const ask = (query: string, variables?: object): string => JSON.stringify({ query, variables });
const hop = (depth: number, size: number): string => nested(depth, `citations(first: ${size}) { nodes { source { citedBy(first: ${size}) { nodes { article { `, '} } } } } }', 'title');

const sizes = [10, 100, 1000, 10_000];

export const attacks: readonly Attack[] = [
  ...[30, 100, 1000, 7000, 50_000].map((depth): Attack => ({ category: 'depth', severity: 'high', name: `${depth} fields deep`, body: ask(nested(depth, '{ articles ', '}', '{ nodes { title } }')) })),
  ...[['lists', '[', ']'], ['objects', '{a:', '}'], ['parentheses', '(', ')']].map(([what = '', open = '', close = '']): Attack => ({ category: 'depth', severity: 'high', name: `100,000 ${what} in an argument`, body: ask(`{ article(by: ${nested(100_000, open, close, '1')}) { title } }`) })),
  { category: 'depth', severity: 'high', name: 'a type of 5,000 lists', body: ask(`query ($a: ${nested(5000, '[', ']', 'Int')}) { articles { totalCount } }`) },
  { category: 'depth', severity: 'high', name: 'introspection in introspection', body: ask(`{ __schema { types { ${nested(12, 'fields { type { ', '} }', 'name')} } } }`) },
  ...['[', '{"a":'].flatMap((open) => [1000, 200_000 / open.length].map((depth): Attack => ({ category: 'json', severity: 'high', name: `${depth} ${open} deep`, body: `{"query":"{ __typename }","variables":${open.repeat(depth)}1${(open === '[' ? ']' : '}').repeat(depth)}}` }))),
  ...['[', '{"a":', '"', '{"query":"'].map((text): Attack => ({ category: 'json', severity: 'medium', name: `${JSON.stringify(text)} that never closes`, body: text.repeat(900_000 / text.length) })),
  { category: 'json', severity: 'medium', name: '__proto__ as a variable', body: '{"query":"query ($a: Int) { articles(first: $a) { totalCount } }","variables":{"__proto__":{"a":1},"constructor":{"prototype":{"a":1}}}}' },
  { category: 'json', severity: 'medium', name: 'a number of 100,000 digits', body: `{"query":"query ($a: Int) { articles(first: $a) { totalCount } }","variables":{"a":${'9'.repeat(100_000)}}}` },
  { category: 'json', severity: 'low', name: '100,000 keys', body: JSON.stringify({ query: '{ __typename }', variables: Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`k${i}`, 1])) }) },
  ...[60, 1000, 5000].flatMap((count): Attack[] => [
    { category: 'aliases', severity: 'high', name: `${count} articles by slug`, body: ask(`{ ${times(count, (i) => `a${i}: article(by: { slug: "a${i}" }) { title }`)} }`) },
    { category: 'aliases', severity: 'high', name: `${count} lists`, body: ask(`{ ${times(count, (i) => `a${i}: articles(first: ${1 + i % 100}) { totalCount }`)} }`) },
    { category: 'aliases', severity: 'medium', name: `${count} names of a title`, body: ask(`{ articles(first: 100) { nodes { ${times(count, (i) => `a${i}: title`)} } } }`) },
  ]),
  { category: 'aliases', severity: 'high', name: 'names in fragments', body: ask(`{ ${times(10, (i) => `...f${i}`)} } ${times(10, (i) => `fragment f${i} on Query { ${times(40, (j) => `a${i}_${j}: articles(first: 100) { totalCount }`)} }`)}`) },
  { category: 'aliases', severity: 'high', name: 'names in names', body: ask(`{ ${times(40, (i) => `a${i}: articles(first: 2) { nodes { ${times(40, (j) => `b${j}: citations(first: ${1 + j}) { totalCount }`)} } }`)} }`) },
  ...sizes.map((count): Attack => ({ category: 'directives', severity: 'high', name: `${count} unknown ones on a field`, body: ask(`{ articles ${times(count, () => '@a')} { totalCount } }`) })),
  ...sizes.map((count): Attack => ({ category: 'directives', severity: 'high', name: `${count} times @skip`, body: ask(`{ articles { totalCount ${times(count, () => '@skip(if: false)')} } }`) })),
  { category: 'directives', severity: 'medium', name: 'on everything', body: ask(`query ${times(60, () => '@a')} { ${times(60, (i) => `f${i} @a`)} } fragment x on Query ${times(60, () => '@a')} { a }`) },
  ...[2, 10, 100].map((size): Attack => ({ category: 'fragments', severity: 'high', name: `a ring of ${size}`, body: ask(`{ ...f0 } ${times(size, (i) => `fragment f${i} on Query { ...f${(i + 1) % size} }`)}`) })),
  ...[20, 60, 99].map((levels): Attack => ({ category: 'fragments', severity: 'critical', name: `a bomb of ${levels} levels`, body: ask(`{ ...f0 } ${times(levels, (i) => `fragment f${i} on Query { ...f${i + 1} ...f${i + 1} }`)} fragment f${levels} on Query { articles { totalCount } }`) })),
  { category: 'fragments', severity: 'critical', name: 'a bomb whose levels have names', body: ask(`{ ...f0 } ${times(60, (i) => `fragment f${i} on Query { ${times(2, (j) => `... on Query { ...f${i + 1} a${j}: __typename }`)} }`)} fragment f60 on Query { articles { totalCount } }`) },
  { category: 'fragments', severity: 'high', name: 'ten thousand that nothing asks for', body: ask(`{ __typename } ${times(2000, (i) => `fragment f${i} on Query { __typename }`)}`) },
  { category: 'fragments', severity: 'high', name: 'each spreads all', body: ask(`{ ...f0 } ${times(90, (i) => `fragment f${i} on Query { ${times(90 - i - 1, (j) => `...f${i + 1 + j}`)} __typename }`)}`) },
  { category: 'fragments', severity: 'high', name: 'inline, ten thousand in each other', body: ask(`{ ${nested(6000, '... { ', '}', '__typename')} }`) },
  ...sizes.map((count): Attack => ({ category: 'duplicates', severity: 'high', name: `a title ${count} times`, body: ask(`{ articles { nodes { ${times(count, () => 'title')} } } }`) })),
  ...[50, 300, 1500].map((count): Attack => ({ category: 'duplicates', severity: 'high', name: `a list ${count} times`, body: ask(`{ ${times(count, () => 'articles { nodes { title } }')} }`) })),
  { category: 'duplicates', severity: 'high', name: 'conflicts without end', body: ask(`{ ${times(400, (i) => `a: articles(first: ${i}) { nodes { b: title } }`)} }`) },
  { category: 'duplicates', severity: 'high', name: 'through many fragments', body: ask(`{ articles { nodes { ${times(90, (i) => `...f${i}`)} } } } ${times(90, (i) => `fragment f${i} on Article { ${times(40, (j) => `x${j}: title`)} }`)}`) },
  ...[5000, 20_000, 400_000].map((count): Attack => ({ category: 'tokens', severity: 'medium', name: `${count} fields`, body: ask(`{ ${times(Math.min(count, 450_000), () => 'a')} }`) })),
  { category: 'tokens', severity: 'medium', name: 'commas', body: ask(`{ articles ${','.repeat(900_000)} { totalCount } }`) },
  { category: 'tokens', severity: 'medium', name: 'a comment as long as the body', body: ask(`{ articles { totalCount } } # ${'x'.repeat(900_000)}`) },
  { category: 'tokens', severity: 'medium', name: 'a text as long as the body', body: ask(`{ article(by: { slug: "${'x'.repeat(900_000)}" }) { title } }`) },
  { category: 'tokens', severity: 'medium', name: 'a block of escapes', body: ask(`{ article(by: { slug: """${'\\"""'.repeat(200_000)}""" }) { title } }`) },
  { category: 'names', severity: 'high', name: 'a field of 900,000 letters', body: ask(`{ ${'a'.repeat(900_000)} }`) },
  { category: 'names', severity: 'high', name: 'a type of 900,000 letters', body: ask(`{ ... on ${'a'.repeat(900_000)} { a } }`) },
  { category: 'names', severity: 'high', name: 'a thousand fields that are almost there', body: ask(`{ ${times(1000, (i) => `article${i}`)} }`) },
  { category: 'names', severity: 'high', name: 'a word of an enum of 900,000 letters', body: ask('query ($a: PublisherKind) { publishers(filter: { kind: $a }) { totalCount } }', { a: 'x'.repeat(900_000) }) },
  { category: 'names', severity: 'high', name: 'a word of an enum of 99,000 letters', body: ask('query ($a: PublisherKind) { publishers(filter: { kind: $a }) { totalCount } }', { a: 'x'.repeat(99_000) }) },
  { category: 'names', severity: 'high', name: 'a field of an input of 190 letters, many times', body: ask('query ($a: PublisherFilter) { publishers(filter: $a) { totalCount } }', { a: Object.fromEntries(Array.from({ length: 4000 }, (_, i) => [`${'k'.repeat(180)}${i}`, 1])) }) },
  ...[2, 11, 500].map((count): Attack => ({ category: 'arrays', severity: 'high', name: `${count} operations`, body: JSON.stringify(Array.from({ length: count }, () => ({ query: '{ articles { totalCount } }' }))) })),
  { category: 'arrays', severity: 'low', name: 'none', body: '[]' },
  { category: 'arrays', severity: 'medium', name: 'a thousand operations in a document', body: JSON.stringify({ query: times(1000, (i) => `query q${i} { articles { totalCount } }`), operationName: 'q7' }) },
  ...[1, 2, 3, 4].map((depth): Attack => ({ category: 'nodes', severity: 'critical', name: `first: 100 in first: 100, ${2 * depth + 1} times`, body: ask(`{ articles(first: 100) { nodes { ${hop(depth, 100)} } } }`) })),
  { category: 'nodes', severity: 'critical', name: 'sizes in variables', body: ask(`query ($n: Int) { articles(first: $n) { nodes { citations(first: $n) { nodes { source { citedBy(first: $n) { nodes { position } } } } } } } }`, { n: 100 }) },
  { category: 'nodes', severity: 'critical', name: 'sizes in defaults', body: ask(`query ($n: Int = 100) { articles(first: $n) { nodes { citations(first: $n) { nodes { source { citedBy(first: $n) { nodes { position } } } } } } } }`) },
  { category: 'nodes', severity: 'critical', name: 'below ids', body: ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Article { ${hop(1, 50)} } } }`, { ids: Array.from({ length: 100 }, () => 'QXJ0aWNsZTox') }) },
  { category: 'nodes', severity: 'critical', name: 'a negative size beside large ones', body: ask(`{ a: articles(first: -2147483648) { nodes { title } } b: articles(first: 100) { nodes { ${hop(2, 100)} } } }`) },
  ...[101, 1000, 20_000].map((count): Attack => ({ category: 'lists', severity: 'high', name: `${count} ids`, body: ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: Array.from({ length: count }, () => 'QXJ0aWNsZTox') }) })),
  { category: 'lists', severity: 'high', name: '5,000 ids in the text', body: ask(`{ nodes(ids: [${times(5000, () => '"QXJ0aWNsZTox"')}]) { id } }`) },
  ...[201, 3000].map((count): Attack => ({ category: 'variables', severity: 'medium', name: `${count} of them`, body: ask(`query (${times(count, (i) => `$v${i}: Int`)}) { articles { totalCount } }`) })),
  { category: 'variables', severity: 'medium', name: 'a hundred wrong ones', body: ask(`query (${times(100, (i) => `$v${i}: Int`)}) { ${times(100, (i) => `a${i}: __type(name: $v${i}) { name }`)} }`, Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`v${i}`, 'x'.repeat(5000)]))) },
  ...['', '   ', '{', '}', 'query', '\u0000', '{ __typename', 'subscription { a }', 'type A { a: Int }', '{ __typename } { __typename }', '"', '"""', '...', '@', '$', '{ a(b: ) }', '\ufeff{ __typename }', '{ 🦊 }', 'query Q($a: [Int!]! = null) { a }'].map((text): Attack => ({ category: 'malformed', severity: 'medium', name: JSON.stringify(text), body: ask(text) })),
  ...['', 'null', '1', '"text"', 'true', '{}', '{"query":1}', '{"query":null}', '{"query":{}}', '{"query":"{ __typename }","variables":[]}', '{"query":"{ __typename }","extensions":1}', '{"query":"{ __typename }","operationName":{}}', '\ufeff{}', '{"query":"{ __typename }"} {}'].map((body): Attack => ({ category: 'malformed', severity: 'medium', name: body || 'nothing', body })),
];
