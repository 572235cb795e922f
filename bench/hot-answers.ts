import { KeepAliveClient, postRequest } from './client';
import { Rotation, median, run } from './load';
import { type Operation, bodyOf } from './operations';
import { type Server, startIbid, startServer } from './servers';

const rounds = 5;

/** Requests a second for one operation asked again and again, as a share of what node:http reaches with the same bytes from memory. */
export async function measureHotAnswers(operations: readonly Operation[], databaseUrl: string): Promise<Record<string, number>> {
  const ratios: Record<string, number> = {};
  for (const operation of operations) {
    const ibid = await startIbid('ibid', databaseUrl);
    try {
      ratios[`hotRatio${operation.name}`] = await ratio(ibid, bodyOf(operation.text, operation.variables[0] ?? {}));
    } finally {
      await ibid.stop();
    }
  }
  return { hotRatio: Math.min(...Object.values(ratios)), ...ratios };
}

async function ratio(ibid: Server, body: string): Promise<number> {
  const client = await KeepAliveClient.open(ibid.url);
  const bytes = Buffer.concat(await client.send(postRequest(ibid.url, body)));
  client.close();
  const memory = await startServer('node:http from memory', 'memory-server.js', { input: bytes });
  try {
    const runs = [ibid, memory].map(({ url }) => ({ url, rotation: new Rotation(url, [body]), rps: [] as number[] }));
    for (const { url, rotation } of runs) await run(url, rotation, { clients: 16, seconds: 1, atLeast: 16 });
    for (let round = 0; round < rounds; round += 1) for (const { url, rotation, rps } of runs) rps.push((await run(url, rotation, { clients: 16, seconds: 1, atLeast: 16 })).rps);
    const [ours = Number.NaN, theirs = Number.NaN] = runs.map(({ rps }) => median(rps));
    return ours / theirs;
  } finally {
    await memory.stop();
  }
}
