// Scorecard test 2: random valid queries are answered in the shape they ask for, twice alike, without a fault, and hardly ever refused by the limits.
// Short form 2,000 of seed 1, full form (--full) 10,000 of each of the seeds 1 to 10.
import 'reflect-metadata';
import { nodeId, nodeTypes } from '../src/graph/node-id';
import { createSchema } from '../src/schema';
import { type Material, generateOperation, randomOf } from '../test/support/generate-operation';
import { print } from 'graphql';
import { shapeCheck, withTypenames } from './answer-shape';
import { conclude, manyAtOnce, withServer } from './audited-server';

const full = process.argv.includes('--full');
const seeds = full ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : [1];
const each = full ? 10_000 : 2000;
const slowest = 500, leastAccepted = 0.95;

interface Answer { status: number; text: string; ms: number }
interface Body { data?: Record<string, unknown> | null; errors?: { message: string; path?: unknown; extensions: { code: string } }[] }
type Values = Record<string, unknown>;

void withServer(async ({ url }) => {
  const ask = async (query: string, variables: Values = {}): Promise<Answer> => {
    const started = performance.now();
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) });
    return { text: await response.text(), status: response.status, ms: performance.now() - started };
  };
  const schema = createSchema();
  const check = shapeCheck(schema);
  const material = await readMaterial(async (query) => (JSON.parse((await ask(query)).text) as { data: Record<string, { nodes: { slug: string }[]; pageInfo: { endCursor: string } }> }).data);
  const failures: string[] = [], times: number[] = [];
  let accepted = 0, total = 0, withErrors = 0;
  for (const seed of seeds) {
    const random = randomOf(seed);
    await manyAtOnce(each, 8, async () => {
      const { document: bare, variables: [variables = {}] } = generateOperation(schema, random, material);
      const document = withTypenames(bare);
      const text = print(document);
      const [one, two] = [await ask(text, variables), await ask(text, variables)];
      times.push(one.ms, two.ms);
      total += 1;
      const fail = (what: string): void => { failures.push(`seed ${seed}: ${what}\n    ${text.replace(/\s+/g, ' ').slice(0, 1000)}\n    ${JSON.stringify(variables)}`); };
      if (one.status >= 500 || two.status >= 500) return fail(`after ${performance.now().toFixed(0)} ms, ${one.ms.toFixed(0)} and ${two.ms.toFixed(0)} ms: status ${one.status}, ${two.status}: ${one.text.slice(0, 200)}`);
      const answer = JSON.parse(one.text) as Body;
      const codes = (answer.errors ?? []).map(({ extensions }) => extensions.code);
      if (codes.includes('INTERNAL_SERVER_ERROR')) return fail(one.text.slice(0, 300));
      if (!codes.some((code) => ['TOO_MANY_NODES', 'OPERATION_TOO_LARGE', 'DEADLINE_EXCEEDED', 'RATE_LIMITED'].includes(code))) accepted += 1;
      const ofTheMoment = /\b(resetAt|remaining)\b/.test(text);
      if (!ofTheMoment && facts(answer) !== facts(JSON.parse(two.text) as Body)) return fail(`two answers: ${one.text.slice(0, 300)} and ${two.text.slice(0, 300)}`);
      if (answer.errors) withErrors += 1;
      if (!answer.data) return answer.errors ? undefined : fail(`neither data nor errors: ${one.text.slice(0, 200)}`);
      const shape = check(document, variables, answer.data);
      if (shape !== null) fail(shape);
    });
  }
  times.sort((a, b) => a - b);
  const p99 = times[Math.floor(times.length * 0.99)] ?? 0;
  if (accepted / total < leastAccepted) failures.push(`accepted ${accepted} of ${total}; expected at least ${leastAccepted * 100} %`);
  if (p99 > slowest) failures.push(`p99 ${p99.toFixed(0)} ms; expected at most ${slowest}`);
  conclude({ operations: total, 'accepted by the limits, %': (accepted / total) * 100, 'with errors of their values, %': (withErrors / total) * 100, 'p50, ms': times[Math.floor(times.length / 2)] ?? 0, 'p99, ms': p99 }, failures);
});

/** What has to be alike: the data, and whether there are errors. Of several below one null graphql-js gives those it saw first. */
function facts({ data, errors }: Body): string {
  return JSON.stringify([data, errors !== undefined]);
}

/** Values that lead somewhere in the sample publication, and some that do not. */
async function readMaterial(read: (query: string) => Promise<Record<string, { nodes: { slug: string }[]; pageInfo: { endCursor: string } }>>): Promise<Material> {
  const lists = await read('{ articles(first: 5) { nodes { slug } pageInfo { endCursor } } authors(first: 5) { nodes { slug } pageInfo { endCursor } } publishers(first: 5) { nodes { slug } pageInfo { endCursor } } }');
  const slugsOf = (name: string): string[] => lists[name]?.nodes.map(({ slug }) => slug) ?? [];
  const cursors = Object.values(lists).map(({ pageInfo }) => pageInfo.endCursor);
  const ids = nodeTypes.flatMap((type) => [1, 2, 3].map((id) => nodeId(type, id)));
  const known: Record<string, readonly unknown[]> = {
    first: [1, 2, 3, 5], last: [1, 2, 3], after: cursors, before: cursors, id: ids, ids, 'ArticleBy.slug': slugsOf('articles'), 'AuthorBy.slug': slugsOf('authors'), 'PublisherBy.slug': slugsOf('publishers'),
    doi: ['10.1000/1'], type: ['article-newspaper', 'report', 'book'], style: ['apa', 'ieee', 'vancouver'], day: [1, 19, 31], month: [1, 7, 12], citesSource: [nodeId('Source', 1), nodeId('Source', 2)],
    ...Object.fromEntries(nodeTypes.map((type) => [`${type}By.id`, [nodeId(type, 1), nodeId(type, 2)]])),
  };
  const usual: Record<string, readonly unknown[]> = {
    Int: [1, 2, 1900, 2009], Float: [0.5, 1], String: ['a', 'Iraq', 'oil'], ID: ids, DateTime: ['2001-01-01T00:00:00Z', '2019-01-01T00:00:00.5+02:00'], PartialDate: ['2000', '2008-06', '1733-07-19'], URL: ['https://example.org/'],
  };
  const likely: Record<string, number> = { first: 0.97, last: 0.02, after: 0.04, before: 0.03 };
  return {
    given: (name) => likely[name] ?? 0.25,
    scalar(type, name, within, random) {
      const values = known[`${within}.${name}`] ?? known[name] ?? usual[type];
      if (!values) throw new Error(`Expected a value for ${name} of the type ${type}; give one in ${__filename}.`);
      return values[Math.floor(random() * values.length)];
    },
  };
}
