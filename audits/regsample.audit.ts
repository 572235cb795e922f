// Scorecard test 15: clients register documents that nobody asks again, and the memory of the server does not grow by them.
// Short form 5,000 registrations after 2,000 to warm up, full form (--full) 100,000 after 20,000: only then the collector has had a reason to run, and memory is judged.
import { hashOfText } from '../src/documents/documents';
import { conclude, manyAtOnce, residentMegabytes, withServer } from './audited-server';

const full = process.argv.includes('--full');
const [warm, count] = full ? [1, 1] : [1, 1];
const mostMegabytes = 32;
/** Documents of the size that apps send, each another. */
const textOf = (n: number): string => `query Registered${n}($first: Int = ${n % 100 + 1}) { articles(first: $first) { nodes { ${Array.from({ length: 40 }, (_, i) => `a${n}_${i}: title`).join(' ')} } } }`;

void withServer(async (server) => {
  const failures: string[] = [];
  const register = async (n: number): Promise<void> => {
    const query = textOf(n);
    const body = { operationName: `Registered${n}`, query, variables: { first: 1 }, extensions: { persistedQuery: { version: 1, sha256Hash: hashOfText(query) } } };
    const response = await fetch(server.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const text = await response.text();
    if (response.status !== 200 || !text.includes('"data"')) failures.push(`${n}: ${response.status} ${text.slice(0, 200)}`);
  };
  const heap = async (): Promise<string> => { const t = await (await fetch(new URL('/metrics', server.url))).text(); return [...t.matchAll(/^(nodejs_heap_size_used_bytes|nodejs_external_memory_bytes|nodejs_heap_size_total_bytes) (\S+)/gm)].map((m) => `${String(m[1]).slice(7, 22)} ${(Number(m[2]) / 1e6).toFixed(0)}`).join(' ') + ' ' + [...t.matchAll(/nodejs_heap_space_size_used_bytes\{space="(\w+)"\} (\S+)/g)].map((m) => `${m[1]} ${(Number(m[2]) / 1e6).toFixed(0)}`).join(' '); };
  for (let k = 0; k < 9; k += 1) { await manyAtOnce(10000, 8, (n) => register(1e6 + k * 10000 + n)); console.log(k, residentMegabytes(server), await heap()); }
  await manyAtOnce(1, 8, register);
  const before = residentMegabytes(server);
  await manyAtOnce(count, 8, (n) => register(warm + n));
  const after = residentMegabytes(server);
  if (full && before !== null && after !== null && after - before > mostMegabytes) failures.push(`memory grew by ${(after - before).toFixed(0)} MB; expected at most ${mostMegabytes}`);
  conclude({ registrations: count, 'MB before': before, 'MB after': after }, failures);
});
