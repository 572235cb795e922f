// Runs the examples of docs/ against a server of their own with the sample publication: npm ci && npm run examples
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const directory = mkdtempSync(join(tmpdir(), 'ibid-examples-'));
for (const made of ['src/graphql', 'articles.json', 'page.cjs', 'documents.json', 'relay/__generated__']) rmSync(made, { recursive: true, force: true });
const npx = (...args) => execFileSync('npx', args, { env: process.env, stdio: ['ignore', 'ignore', 'inherit'] });

writeFileSync('documents.json', '{}');
npx('relay-compiler', 'relay.config.json');
const server = spawn(process.execPath, ['../bin/ibid.js', 'serve'], {
  env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn', IBID_DATA_DIR: directory, IBID_DOCUMENTS_FILE: 'documents.json' }, stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  let said = '';
  while (!/graph +(\S+)/.test(said)) said += String((await once(server.stdout, 'data'))[0]);
  process.env.IBID_URL = /graph +(\S+)/.exec(said)[1];
  npx('graphql-codegen', '--config', 'codegen.ts');
  npx('esbuild', 'page.tsx', '--bundle', '--platform=node', '--jsx=automatic', '--outfile=page.cjs', '--log-level=warning');
  for (const [name, file, expected] of [
    ['urql', 'page.cjs', /<ul><li>.+<\/li>/], ['Apollo Client', 'apollo.mjs', /\n.+/], ['Relay', 'relay/fetch.mjs', /\n.+\n.+/], ['changes', 'sync.mjs', /^[1-9]\d* articles/], ['changes again', 'sync.mjs', /^[1-9]\d* articles/],
  ]) {
    const answer = execFileSync(process.execPath, [file], { env: process.env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    if (!expected.test(answer)) throw new Error(`${name}: expected ${expected}, got ${answer}`);
    console.log(`${name}: ${answer.trim().split('\n').at(-1).slice(0, 100)}`);
  }
} finally {
  server.kill();
  await once(server, 'exit');
  rmSync(directory, { recursive: true, force: true });
}
