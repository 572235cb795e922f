import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse, validate } from 'graphql';
import { createSchema } from '../../src/schema';
import { cleanUp, start, temporaryDirectory, untilSaid } from '../support/program';
import { useDatabase } from '../support/use-database';
import { startSite } from '../support/web-site';

interface Block { file: string; language: string; info: string; text: string }

const root = join(__dirname, '../..');
const pages = ['README.md', ...readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];
const blocks = pages.flatMap((file): Block[] => [...readFileSync(join(root, file), 'utf8').matchAll(/^```(\S*)(.*)\n([\s\S]*?)^```$/gm)]
  .map(([, language = '', info = '', text = '']) => ({ file, language, info: info.trim(), text })));
const of = (language: string, file = /./): [string, Block][] => blocks.filter((block) => block.language === language && file.test(block.file)).map((block) => [`${block.file}: ${block.text.trim().split('\n')[0] ?? ''}`, block]);

const graph = useDatabase('sample');
const schema = createSchema();

test('there are blocks of each kind, and none of a kind that nothing runs', () => {
  for (const language of ['graphql', 'sh', 'js']) expect(of(language).length).toBeGreaterThan(0);
  expect([...new Set(blocks.map(({ language }) => language))].sort()).toEqual(['graphql', 'js', 'json', 'jsx', 'sh', 'ts', 'tsx']);
});

test.each(blocks.filter(({ info }) => info.startsWith('examples/')).map((block) => [block.info, block] as const))('%s stands in the docs as it is run', (file, { text }) => {
  expect(text).toBe(readFileSync(join(root, file), 'utf8'));
});

test.each(of('graphql').filter(([, { text }]) => !text.includes('extend schema')))('%s is answered', async (_name, { text, file }) => {
  const document = parse(text);
  if (file === 'docs/federation.md') return; // asks a gateway: test/federation/gateway-program.test.ts
  expect(validate(schema, document)).toEqual([]);
  const { errors } = await graph.ask(text);
  expect(errors).toBeUndefined();
});

test('the answer in the README is the answer', async () => {
  const [query] = of('graphql', /README/), [answer] = of('json', /README/);
  expect((await graph.ask(query?.[1].text ?? '')).data).toEqual((JSON.parse(answer?.[1].text ?? '') as { data: object }).data);
});

describe('the commands', () => {
  afterAll(cleanUp);

  it('of every page do what they say', async () => {
    const directory = temporaryDirectory();
    const bin = join(directory, 'bin');
    mkdirSync(bin);
    // `npx ibid` as in a checkout, on the database of the test.
    writeFileSync(join(bin, 'npx'), `#!/bin/sh\nshift\nexec ${JSON.stringify(process.execPath)} ${JSON.stringify(join(root, 'bin/ibid.js'))} "$@"\n`);
    chmodSync(join(bin, 'npx'), 0o755);
    cpSync(join(root, 'samples'), join(directory, 'my-posts'), { recursive: true });
    writeFileSync(join(directory, 'list.json'), '[{"name": "Evening Gazette", "aliases": ["The Evening Gazette"], "kind": "NEWSPAPER"}]');
    // The publication's own site, which no test may ask.
    const site = await startSite({ '*': { headers: { 'content-type': 'application/rss+xml' }, body: '<rss version="2.0"><channel><title>News</title><item><guid>1</guid><title>One</title><description>Text</description></item></channel></rss>' } });
    const server = start(['serve'], { PORT: '0', DATABASE_URL: graph.url, IBID_SAMPLE: 'off' });
    const url = new URL(await untilSaid(server, 'stdout', /graph +(\S+)/)).origin;
    for (const [name, { text, info }] of of('sh')) {
      if (info === 'install' || text.includes('npm ')) continue; // .ci/run
      const script = `set -euo pipefail\n${text.replaceAll('http://127.0.0.1:4000', url).replaceAll('https://news.example', site.url)}`;
      await promisify(execFile)('bash', ['-c', script], { cwd: directory, env: { PATH: `${bin}:${process.env.PATH}`, DATABASE_URL: graph.url, NODE_ENV: 'test', IBID_ALLOW_PRIVATE_ADDRESSES: '127.0.0.1' } })
        .catch((error: unknown) => { throw new Error(`${name}: ${String(error)} ${(error as { stderr?: string }).stderr ?? ''}`); });
    }
    await site.stop();
  }, 120_000);
});
