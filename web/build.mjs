// Bundles the playground into dist/, which is committed: the same sources and lockfile give the same bytes.
import { build } from 'esbuild';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { licenses } from './licenses.mjs';

const web = dirname(fileURLToPath(import.meta.url));
const dist = join(web, 'dist');
const read = (/** @type {string[]} */ ...path) => readFileSync(join(web, ...path), 'utf8');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  absWorkingDir: web, outdir: dist, bundle: true, minify: true, sourcemap: false, legalComments: 'none', metafile: true, logLevel: 'warning',
  platform: 'browser', target: ['es2022'], entryNames: '[name]-[hash]', chunkNames: '[name]-[hash]', assetNames: '[name]-[hash]',
  // GraphiQL imports prettier's parsers by their old CommonJS paths, whose named exports a bundler cannot see: formatting would find no parser.
  alias: { 'prettier/parser-graphql': 'prettier/plugins/graphql', 'prettier/parser-babel': 'prettier/plugins/babel' },
  loader: { '.ttf': 'file' }, define: { 'process.env.NODE_ENV': '"production"' },
};
const outputOf = (/** @type {import('esbuild').Metafile} */ metafile, /** @type {string} */ entry) => {
  const found = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === entry);
  if (found === undefined) throw new Error(`Expected an output file for ${entry}; esbuild wrote ${Object.keys(metafile.outputs).join(', ')}.`);
  return { file: basename(found[0]), style: found[1].cssBundle };
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);

const workerEntries = {
  editor: 'node_modules/monaco-editor/esm/vs/editor/editor.worker.js',
  graphql: 'node_modules/monaco-graphql/esm/graphql.worker.js',
  json: 'node_modules/monaco-editor/esm/vs/language/json/json.worker.js',
};
const workers = await build({ ...shared, format: 'iife', entryPoints: Object.values(workerEntries) });
const workerFiles = Object.fromEntries(Object.entries(workerEntries).map(([label, entry]) => [label, outputOf(workers.metafile, entry).file]));

const page = await build({
  ...shared, format: 'esm', splitting: true, jsx: 'automatic', entryPoints: ['playground.tsx'],
  write: false, define: { ...shared.define, WORKER_FILES: JSON.stringify(workerFiles) }, external: ['./examples.js'],
});
const { file, style } = outputOf(page.metafile, 'playground.tsx');
if (style === undefined) throw new Error('Expected playground.tsx to import styles; esbuild wrote no stylesheet.');
// esbuild also writes a stylesheet for each chunk that GraphiQL loads late; all of it is in the page's own, and nothing would load them.
for (const { path, contents } of page.outputFiles) if (!path.endsWith('.css') || basename(path) === basename(style)) writeFileSync(path, contents);

// A file of its own: another example changes these few bytes and not the editor's.
/** @type {{ title: string; operations: string[] }[]} */
const groups = JSON.parse(read('operations', 'index.json'));
const examples = groups.map(({ title, operations }) => ({ title, operations: operations.map((name) => ({ name, query: read('operations', `${name}.graphql`), variables: read('operations', `${name}.variables.json`) })) }));
writeFileSync(join(dist, 'examples.js'), `export default ${JSON.stringify(examples, null, 1)};\n`);
writeFileSync(join(dist, 'index.html'), read('index.html').replace('{{script}}', `/playground/${file}`).replace('{{style}}', `/playground/${basename(style)}`));
writeFileSync(join(dist, 'licenses.txt'), licenses(web, [workers.metafile, page.metafile]));
