import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUp, start, startFile, untilSaid } from '../support/program';
import { patience, useDatabase } from '../support/use-database';

const root = join(__dirname, '../..');
const [operation = ''] = [...readFileSync(join(root, 'docs/federation.md'), 'utf8').matchAll(/^```graphql\n([^]*?)^```$/gm)].map(([, text]) => text ?? '');

const graph = useDatabase('sample');
afterAll(cleanUp);

interface MostRead { data: { mostRead: { title: string; timesRead: number; citations: { nodes: { source: { title: string } }[] } }[] } }

test('the gateway of the docs, started as it stands there, answers the operation of the docs from both graphs', async () => {
  const ibid = start(['serve'], { PORT: '0', DATABASE_URL: graph.url, IBID_SAMPLE: 'off', IBID_SUBGRAPH: 'on' });
  const IBID_URL = await untilSaid(ibid, 'stdout', /graph +(\S+)/);
  const url = await untilSaid(startFile(join(root, 'examples/gateway.mjs'), [], { IBID_URL, PORT: '0' }), 'stdout', /gateway (\S+)/);
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: operation }) });
  expect(answer.status).toBe(200);
  const { data: { mostRead }, ...rest } = await answer.json() as MostRead;
  expect(rest).toEqual({});
  expect(mostRead.map(({ title, timesRead }) => [title, timesRead])).toEqual([['Who Speaks For Basra?', 'who-speaks-for-basra'.length], ['Iran’s Reach, Measured', 'irans-reach-measured'.length]]);
  for (const { citations } of mostRead) expect(citations.nodes[0]?.source.title).toEqual(expect.any(String));
}, patience);
