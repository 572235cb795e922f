import { KeepAliveClient, getRequest, postRequest } from './client';
import { cpuOfTree } from './cpu';
import { Rotation, median, run } from './load';
import { type Operation, bodyOf } from './operations';
import { type Server, startIbid, startServer } from './servers';

/** Two things that cost nearly the same are told apart by many short rounds, each of them first in turn. */
const pairs = 16;
const window = { clients: 16, seconds: 1, atLeast: 16 };
/** An answer of about 1 kB. */
const smallQuery = '{ articles(first: 9) { nodes { slug title } } }';

/**
 * Requests a second for one operation asked again and again, as a share of what node:http reaches with the same bytes from memory;
 * and the CPU of a 304 as a share of that of a kept answer of 1 kB.
 */
export async function measureHotAnswers(operations: readonly Operation[], databaseUrl: string): Promise<Record<string, number>> {
  const ibid = await startIbid('ibid', databaseUrl);
  try {
    const ratios: Record<string, number> = {};
    for (const { name, text, variables } of operations) ratios[`hotRatio${name}`] = await ratio(ibid, bodyOf(text, variables[0] ?? {}));
    return { hotRatio: Math.min(...Object.values(ratios)), ...ratios, notModifiedRatio: await notModified(ibid) };
  } finally {
    await ibid.stop();
  }
}

async function ratio(ibid: Server, body: string): Promise<number> {
  const client = await KeepAliveClient.open(ibid.url);
  const bytes = Buffer.concat(await client.send(postRequest(ibid.url, body)));
  client.close();
  const memory = await startServer('node:http from memory', 'memory-server.js', { input: bytes });
  try {
    const runs = [ibid, memory].map(({ url }) => ({ url, rotation: new Rotation([postRequest(url, body)]), rps: [] as number[] }));
    for (let round = -1; round < pairs; round += 1) {
      for (const { url, rotation, rps } of round % 2 === 0 ? runs : runs.toReversed()) {
        const load = await run(url, rotation, window);
        if (round >= 0) rps.push(load.rps); // the first round compiles
      }
    }
    const [ours = Number.NaN, theirs = Number.NaN] = runs.map(({ rps }) => median(rps));
    return ours / theirs;
  } finally {
    await memory.stop();
  }
}

async function notModified({ url, pid }: Server): Promise<number> {
  const ask = (headers: Record<string, string>) => fetch(`${url}?query=${encodeURIComponent(smallQuery)}`, { headers: { 'content-type': 'application/json', 'accept-encoding': 'identity', ...headers } });
  const answer = await ask({});
  await answer.arrayBuffer();
  const etag = answer.headers.get('etag');
  if (etag === null) throw new Error(`expected an ETag with the answer to a GET, got status ${answer.status} without one`);
  const { status } = await ask({ 'If-None-Match': etag });
  if (status !== 304) throw new Error(`expected status 304 for the ETag of what is asked, got ${status}`); // a compressed answer has another
  const asks: Record<string, string>[] = [{ 'If-None-Match': etag }, {}];
  const runs = asks.map((headers) => ({ rotation: new Rotation([getRequest(url, smallQuery, headers)]), cpuMs: [] as number[] }));
  for (let round = -1; round < pairs; round += 1) {
    for (const { rotation, cpuMs } of round % 2 === 0 ? runs : runs.toReversed()) {
      const before = cpuOfTree(pid);
      const { requests } = await run(url, rotation, window);
      if (round >= 0) cpuMs.push((cpuOfTree(pid) - before) / requests);
    }
  }
  const [unchanged = Number.NaN, whole = Number.NaN] = runs.map(({ cpuMs }) => median(cpuMs));
  return unchanged / whole;
}
