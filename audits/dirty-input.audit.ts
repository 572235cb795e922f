// Scorecard tests 30 and 32: files that are made to hurt are refused at once, in little memory; one that is only much is read. Each case in a process of its
// own, warm, and measured in time of the processor, so that a busy machine changes nothing. `--case NAME` runs one here.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readers } from '../src/imports/read-content';
import { sniffFormat } from '../src/imports/sniff-format';
import { startOf } from '../src/imports/start-of-stream';
import { openZip } from '../src/imports/zip-files';

interface Case { ms: number; megabytes: number; /** What is found: refused, or read. */ refused: boolean; pieces?: () => Iterable<Buffer>; zip?: (file: string) => void }
interface Measured { ms: number; megabytes: number; refused: boolean; said: string }

const rss = '<rss version="2.0"><channel><title>T</title><item><title>';
const tail = '</title></item></channel></rss>';
const piece = 65_536;
function* text(...parts: (string | [piece: string, times: number])[]): Generator<Buffer> {
  for (const part of parts) {
    if (typeof part === 'string') yield Buffer.from(part);
    else {
      const together = Math.max(1, Math.floor(piece / part[0].length));
      const whole = Buffer.from(part[0].repeat(together)); // one buffer: what makes the file must not be what is measured
      for (let left = part[1]; left > 0; left -= together) yield left >= together ? whole : Buffer.from(part[0].repeat(left));
    }
  }
}
function* attributes(count: number): Generator<Buffer> {
  yield Buffer.from(`${rss}x</title><b `);
  for (let n = 0; n < count; n += 5_000) yield Buffer.from(Array.from({ length: 5_000 }, (_, i) => `a${n + i}="1" `).join(''));
  yield Buffer.from('/></item></channel></rss>');
}
const lol = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i} "${`&a${i === 0 ? '' : i - 1};`.repeat(10)}">`).join('')}]>${rss}&a8;${tail}`;
const external = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY % b SYSTEM "http://127.0.0.1:9/x.dtd">%b;]>${rss}&a;${tail}`;

/** An archive that has nothing but its directory: a million times the same name. @param says how many it says there are */
function millionEntries(file: string, says: number): void {
  const entry = Buffer.alloc(47);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(1, 28);
  entry.write('f', 46);
  const many = Buffer.concat(Array.from({ length: 10_000 }, () => entry));
  const size = 1_000_000 * entry.length;
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(44n, 4);
  for (const at of [24, 32]) end64.writeBigUInt64LE(BigInt(says), at);
  end64.writeBigUInt64LE(BigInt(size), 40);
  end64.writeBigUInt64LE(4n, 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(4 + size), 8);
  locator.writeUInt32LE(1, 16);
  const end = Buffer.alloc(22, 0xff);
  end.writeUInt32LE(0x06054b50, 0);
  end.fill(0, 4, 8);
  end.writeUInt16LE(0, 20);
  const handle = openSync(file, 'w');
  writeSync(handle, Buffer.from('PK\x03\x04'));
  for (let n = 0; n < 100; n += 1) writeSync(handle, many);
  for (const part of [end64, locator, end]) writeSync(handle, part);
  closeSync(handle);
}

const refused = { ms: 100, megabytes: 50, refused: true };
const cases: Readonly<Record<string, Case>> = {
  'entities that multiply': { ...refused, pieces: () => text(lol) },
  'one long entity, used often': { ...refused, pieces: () => text('<!DOCTYPE rss [<!ENTITY a "', ['x', 1_000_000], `">]>${rss}`, ['&a;', 100_000], tail) },
  'an entity of a file, a DTD of the web': { ...refused, pieces: () => text(external) },
  'a DTD of the web without a subset': { ...refused, pieces: () => text(`<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">${rss}&a;</title><b><c></channel>`) },
  'depth 200,000': { ...refused, pieces: () => text(`${rss}x</title><description>`, ['<a>', 200_000], ['</a>', 200_000], '</description></item></channel></rss>') },
  '200,000 attributes': { ...refused, pieces: () => attributes(200_000) },
  'a comment of 50 MB': { ...refused, pieces: () => text(`${rss}x<!--`, ['x', 50_000_000], `-->${tail}`) },
  'a comment of 50 MB before the root': { ...refused, pieces: () => text('<?xml version="1.0"?><!--', ['x', 50_000_000], `-->${rss}x${tail}`) },
  'UTF-16 with entities': { ...refused, pieces: () => [Buffer.from(`\ufeff${lol}`, 'utf16le')] },
  'UTF-16 that says UTF-8': { ...refused, pieces: () => [Buffer.from(`\ufeff${lol.replace('?>', ' encoding="UTF-8"?>')}`, 'utf16le')] },
  'UTF-16 without a mark': { ...refused, pieces: () => [Buffer.from(lol, 'utf16le')] },
  'UTF-16, the other way round': { ...refused, pieces: () => [Buffer.from(`\ufeff${lol}`, 'utf16le').swap16()] },
  'UTF-7': { ...refused, pieces: () => text(`<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE rss +AFsAPAAh-ENTITY a +ACI-b+ACIAPgBdAD4-+ADw-rss version=+ACI-2.0+ACIAPg-+ACY-a;`) },
  'two roots': { ...refused, pieces: () => text(`${rss}x${tail}<rss>`, ['<i>y</i>', 100_000], '</rss>') },
  '2,000,000 references': { ms: 2_000, megabytes: 100, refused: false, pieces: () => text(rss, ['&#65;', 2_000_000], tail) },
  'a zip of 1,000,000 files': { ...refused, zip: (file) => { millionEntries(file, 1_000_000); } },
  // Found out when what it says was looked through, as long as the largest archive that is read takes.
  'a zip of 1,000,000 files that says 49,999': { ms: 5_000, megabytes: 100, refused: true, zip: (file) => { millionEntries(file, 49_999); } },
};

async function read(pieces: Iterable<Buffer>): Promise<string[]> {
  async function* chunks(): AsyncGenerator<Buffer> {
    for (const bytes of pieces) yield await Promise.resolve(bytes);
  }
  const { head, chunks: all } = await startOf(chunks(), piece);
  const format = sniffFormat(head.subarray(0, piece));
  if (format === null) return ['its format is not known'];
  const problems: string[] = [];
  for await (const { failed } of readers[format](all, { name: 'dirty', now: new Date() })) problems.push(...failed.map(({ item, reason }) => `${item}: ${reason}`));
  return problems;
}

function peakMegabytes(): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? process.resourceUsage().maxRSS) / 1024;
}

async function measure({ pieces, zip }: Case, file: string): Promise<Measured> {
  for (let n = 0; n < 300; n += 1) await read(text(`<?xml version="1.0"?>${rss}Warm &amp; ${n}</title><description>&lt;p&gt;x&lt;/p&gt;</description></item></channel></rss>`));
  globalThis.gc?.();
  writeFileSync('/proc/self/clear_refs', '5'); // the peak begins here
  const idle = peakMegabytes();
  const before = process.cpuUsage();
  let said: string[];
  if (zip) {
    const opened = await openZip(file);
    said = 'refused' in opened ? [opened.refused] : [];
  } else {
    said = await read(pieces?.() ?? []);
  }
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, megabytes: peakMegabytes() - idle, refused: said.length > 0, said: said.at(-1) ?? '' };
}

async function main(): Promise<void> {
  const at = process.argv.indexOf('--case');
  const [name = '', file = ''] = at < 0 ? [] : process.argv.slice(at + 1);
  const one = cases[name];
  if (one) {
    process.stdout.write(JSON.stringify(await measure(one, file)));
    return;
  }
  const directory = mkdtempSync(join(tmpdir(), 'ibid-dirty-'));
  const faults: string[] = [];
  for (const [title, given] of Object.entries(cases)) {
    const path = join(directory, 'input.zip');
    given.zip?.(path);
    const { stdout, stderr } = spawnSync(process.execPath, [...process.execArgv, __filename, '--case', title, path], { encoding: 'utf8', timeout: 60_000 });
    if (!stdout) {
      faults.push(`${title}: ended without a result: ${stderr.slice(-500)}`);
      continue;
    }
    const found = JSON.parse(stdout) as Measured;
    const well = found.ms <= given.ms && found.megabytes <= given.megabytes && found.refused === given.refused;
    const line = `${title.padEnd(44)} ${found.refused ? 'refused' : 'read   '} ${found.ms.toFixed(0).padStart(5)} ms of ${String(given.ms).padStart(4)}  ${found.megabytes.toFixed(1).padStart(6)} MB of ${String(given.megabytes).padStart(3)}  ${found.said.slice(0, 110)}`;
    process.stdout.write(`${line}\n`);
    if (!well) faults.push(line);
  }
  rmSync(directory, { recursive: true, force: true });
  process.stdout.write(faults.length === 0 ? 'passed\n' : `failed:\n${faults.join('\n')}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

void main();
