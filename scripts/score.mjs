// Scores the bibliography parser against gold lines: `npm run score -- FILE…` (JSON lines with raw, the fields, and *_ok alternatives).
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const files = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
if (files.length === 0 || options.includes('--help')) {
  process.stderr.write('Usage: npm run score -- [--misses] [--half=odd|even] [--group=NAME] FILE…   FILE holds one gold reference a line (JSON).\n');
  process.exit(options.includes('--help') ? 0 : 2);
}
const option = (name) => options.find((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3);

/** A TypeScript module as this program can use it. */
async function load(path) {
  const bundle = await build({ entryPoints: [join(root, path)], bundle: true, write: false, format: 'cjs', platform: 'node', logLevel: 'error' });
  const module = { exports: {} };
  new Function('module', 'exports', 'require', bundle.outputFiles[0].text)(module, module.exports, createRequire(import.meta.url));
  return module.exports;
}
const { parseBibliography } = await load('src/bibliography/parse-bibliography.ts');
const { judge, namesKey } = await load('scripts/judge-reference.ts');

const tally = () => ({ lines: 0, whole: 0, exactNames: 0, fields: {}, fieldsRight: 0, fieldsAll: 0 });
const percent = (part, all) => (all === 0 ? '–' : `${((100 * part) / all).toFixed(1)}`);
const groups = new Map();
const deciles = Array.from({ length: 10 }, () => ({ lines: 0, whole: 0, sum: 0 }));
const sure = { lines: 0, whole: 0 };

for (const file of files) {
  const seen = {};
  const gold = readFileSync(file, 'utf8').split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line)).filter((row) => {
    seen[row.group] = (seen[row.group] ?? 0) + 1;
    const half = seen[row.group] % 2 === 1 ? 'odd' : 'even';
    return (option('half') ?? half) === half && (option('group') ?? row.group) === row.group;
  });
  // Gold lines come from many lists: each is parsed as a list of its own, so that no line helps another.
  for (const row of gold) {
    const [got] = parseBibliography([row.raw]);
    const verdict = judge(row, got);
    const whole = Object.values(verdict).every(Boolean);
    for (const name of [row.group ?? 'all', 'TOTAL']) {
      const group = groups.get(name) ?? groups.set(name, tally()).get(name);
      group.lines++;
      group.whole += whole;
      group.exactNames += row.not_reference ? 1 : namesKey(row.authors, true) === namesKey(got.authors, true);
      for (const [field, right] of Object.entries(verdict)) {
        const of = (group.fields[field] ??= { right: 0, all: 0 });
        of.all++;
        of.right += right;
        group.fieldsAll++;
        group.fieldsRight += right;
      }
    }
    const decile = deciles[Math.min(9, Math.floor(got.confidence * 10))];
    decile.lines++;
    decile.whole += whole;
    decile.sum += got.confidence;
    if (options.includes('--misses') && !whole) {
      const wrong = Object.keys(verdict).filter((field) => !verdict[field]);
      process.stdout.write(`${row.id} ${row.group} ${got.confidence} ${row.raw}\n${wrong.map((field) => `    ${field}: ${JSON.stringify(got[field])}  gold ${JSON.stringify(row[field] ?? null)}\n`).join('')}`);
    }
    if (got.confidence >= 0.9) { sure.lines++; sure.whole += whole; }
  }
}

const columns = ['authors', 'title', 'container', 'publisher', 'date', 'type', 'url', 'doi', 'reference'];
process.stdout.write(`${'group'.padEnd(10)}${'lines'.padStart(6)}${'whole'.padStart(8)}${'fields'.padStart(8)}${'names='.padStart(8)}${columns.map((name) => name.padStart(11)).join('')}\n`);
for (const [name, group] of [...groups].sort(([a], [b]) => Number(a === 'TOTAL') - Number(b === 'TOTAL') || a.localeCompare(b))) {
  const cells = columns.map((column) => (group.fields[column] ? percent(group.fields[column].right, group.fields[column].all) : '').padStart(11));
  process.stdout.write(`${name.padEnd(10)}${String(group.lines).padStart(6)}${percent(group.whole, group.lines).padStart(8)}${percent(group.fieldsRight, group.fieldsAll).padStart(8)}${percent(group.exactNames, group.lines).padStart(8)}${cells.join('')}\n`);
}
process.stdout.write('\nconfidence   lines   mean  whole-line right\n');
deciles.forEach((decile, index) => {
  process.stdout.write(`${(index / 10).toFixed(1)}–${((index + 1) / 10).toFixed(1)}${String(decile.lines).padStart(12)}${(decile.lines ? (decile.sum / decile.lines).toFixed(2) : '–').padStart(7)}${percent(decile.whole, decile.lines).padStart(10)}\n`);
});
process.stdout.write(`at 0.9 or above: ${sure.lines} lines, ${percent(sure.whole, sure.lines)} % whole-line right\n`);
