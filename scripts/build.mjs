// Bundles src/ to dist/ibid.js, with the thread that writes references beside it; node_modules stay outside. Written to a temporary name first: a second process may build at the same time.
import { build } from 'esbuild';
import { copyFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'dist', 'ibid.js');
const temporary = `${out}.${process.pid}`;
await build({
  absWorkingDir: root, entryPoints: ['src/main.ts'], outfile: temporary, bundle: true, packages: 'external',
  platform: 'node', target: 'node20', format: 'cjs', sourcemap: 'inline', sourcesContent: false, logLevel: 'warning',
});
// Before the bundle takes its place: what bin/ibid.js finds up to date is whole.
copyFileSync(join(root, 'src', 'exports', 'citeproc-worker.cjs'), join(root, 'dist', 'citeproc-worker.cjs'));
renameSync(temporary, out);
