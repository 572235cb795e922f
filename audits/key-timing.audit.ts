// Scorecard test 25: the time of a refusal does not tell how much of a key is right. Welch's t over samples in any order, slowest twentieth left out.
// Short form 10,000 of each kind in process and 1,000 over HTTP, full form (--full) 100,000 and 20,000.
import { randomBytes } from 'node:crypto';
import { hasHash, hashOfKey, makeKey } from '../src/keys/key-text';
import { conclude, withServer } from './audited-server';

const full = process.argv.includes('--full');
const most = 4.5;

/** Welch's t of two samples, each without its slowest twentieth: what the system does meanwhile. */
function welch(one: number[], other: number[]): number {
  const facts = (sample: number[]): { mean: number; error: number } => {
    const kept = [...sample].sort((a, b) => a - b).slice(0, Math.floor(sample.length * 0.95));
    const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
    return { mean, error: kept.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (kept.length - 1) / kept.length };
  };
  const [a, b] = [facts(one), facts(other)];
  return Math.abs(a.mean - b.mean) / Math.sqrt(a.error + b.error);
}

const key = makeKey();
/** A key that is wrong from its nth secret character on. */
const rightUntil = (n: number): string => key.slice(0, 5 + n) + [...randomBytes(32 - n)].map((byte, i) => { const letter = 'abcdefghijklmnopqrstuvwxyz'.charAt(byte % 26); return letter === key.charAt(5 + n + i) ? '0' : letter; }).join('');
/** A hash whose first byte is right or is not. */
const hashLike = (right: boolean): string => { const hash = hashOfKey(key); return (right ? hash.slice(0, 2) : (hash.startsWith('00') ? 'ff' : '00')) + randomBytes(31).toString('hex'); };

function inProcess(samples: number): number {
  const times: [number[], number[]] = [[], []];
  for (let n = 0; n < samples * 2; n += 1) {
    const which = Math.random() < 0.5 ? 0 : 1;
    const stored = hashLike(which === 0);
    const started = process.hrtime.bigint();
    hasHash(key, stored);
    times[which].push(Number(process.hrtime.bigint() - started));
  }
  return welch(...times);
}

async function overHttp(url: string, samples: number, one: () => string, other: () => string): Promise<number> {
  const times: [number[], number[]] = [[], []];
  for (let n = 0; n < samples * 2; n += 1) {
    const which = Math.random() < 0.5 ? 0 : 1;
    const sent = which === 0 ? one() : other();
    const started = process.hrtime.bigint();
    await (await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${sent}` }, body: '{"query":"{ __typename }"}' })).arrayBuffer();
    times[which].push(Number(process.hrtime.bigint() - started));
  }
  return welch(...times);
}

void withServer(async ({ url }) => {
  inProcess(20_000); // compiled
  const compared = inProcess(full ? 100_000 : 10_000);
  await overHttp(url, 500, () => rightUntil(0), () => rightUntil(0));
  const asked = await overHttp(url, full ? 20_000 : 1000, () => rightUntil(1), () => rightUntil(0));
  const failures = [['compare', compared], ['HTTP', asked]].filter(([, t]) => Number(t) >= most).map(([name, t]) => `${name}: t = ${Number(t).toFixed(2)}, expected below ${most}`);
  conclude({ 't, hash compared, first byte right': compared, 't, over HTTP, first character right': asked }, failures);
});
