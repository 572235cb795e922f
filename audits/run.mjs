// Builds Ibid and one program of this folder, then runs it: `npm run audit -- NAME [arguments]`. Each ends with exit code 0 when everything passed.
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const names = readdirSync(join(root, 'audits')).filter((file) => file.endsWith('.audit.ts')).map((file) => file.slice(0, -'.audit.ts'.length));
const [name, ...rest] = process.argv.slice(2);
if (name === undefined || !names.includes(name)) {
  console.error(`Expected the name of an audit, got ${name ?? 'none'}. There are: ${names.join(', ')}.`);
  process.exit(2);
}
const out = join(root, 'dist', 'audit', String(process.pid));
const { status } = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { stdio: ['ignore', 'ignore', 'inherit'] });
if (status !== 0) process.exit(status ?? 1);
await build({
  absWorkingDir: root, entryPoints: [`audits/${name}.audit.ts`], outfile: join(out, 'audit.js'),
  bundle: true, packages: 'external', platform: 'node', target: 'node20', format: 'cjs', sourcemap: 'inline', logLevel: 'warning',
});
for (const file of ['ibid.js', 'citeproc-worker.cjs']) copyFileSync(join(root, 'dist', file), join(out, file)); // a build beside a long run must not change what is tried
const audit = spawn(process.execPath, ['--enable-source-maps', '--expose-gc', join(out, 'audit.js'), ...rest], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => audit.kill(signal));
audit.on('exit', (code) => {
  rmSync(out, { recursive: true, force: true });
  process.exitCode = code ?? 1;
});
