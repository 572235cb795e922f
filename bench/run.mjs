// Builds Ibid and the programs of this folder, then runs the bench: `npm run bench -- [--scale 1,10] [--only F1,F2] [--json]`.
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
// A folder of its own, with a copy of Ibid: a build beside a long run must not change what is measured.
const out = join(root, 'dist', 'bench', String(process.pid));
const { status } = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] });
if (status !== 0) process.exit(status ?? 1);
await build({
  absWorkingDir: root, entryPoints: ['bench/bench.ts', 'bench/limit-server.ts', 'bench/by-the-book/server.ts', 'bench/memory-server.ts'], entryNames: '[name]', outdir: out,
  bundle: true, packages: 'external', platform: 'node', target: 'node20', format: 'cjs', keepNames: true, logLevel: 'warning',
});
for (const file of ['ibid.js', 'citeproc-worker.cjs']) copyFileSync(join(root, 'dist', file), join(out, file));
const bench = spawn(process.execPath, [join(out, 'bench.js'), ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => bench.kill(signal));
bench.on('exit', (code) => {
  rmSync(out, { recursive: true, force: true });
  process.exitCode = code ?? 1;
});
