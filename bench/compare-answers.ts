import { isDeepStrictEqual } from 'node:util';
import { KeepAliveClient, postRequest } from './client';
import { type Operation, bodyOf } from './operations';
import type { Server } from './servers';

const compared = 25;

/** Fails unless all servers give the same JSON for a sample of the variables. Gives the size of an answer in bytes. */
export async function compareAnswers({ name, text, variables }: Operation, servers: readonly Server[]): Promise<number> {
  const sample = variables.filter((_, i) => i % Math.ceil(variables.length / compared) === 0);
  let bytes = 0;
  for (const values of sample) {
    const body = bodyOf(text, values);
    const [first, ...others] = await Promise.all(servers.map(async (server) => ({ server, answer: await ask(server.url, body) })));
    bytes += first?.answer.length ?? 0;
    const expected: unknown = JSON.parse(first?.answer ?? '');
    for (const { server, answer } of others) {
      const got: unknown = JSON.parse(answer);
      if (isDeepStrictEqual(got, expected)) continue;
      throw new Error(`${name} ${JSON.stringify(values)}: ${server.name} should answer like ${first?.server.name}.\n${differing(JSON.stringify(expected), JSON.stringify(got))}`);
    }
  }
  return Math.round(bytes / sample.length);
}

async function ask(url: string, body: string): Promise<string> {
  const client = await KeepAliveClient.open(url);
  try {
    return Buffer.concat(await client.send(postRequest(url, body))).toString();
  } finally {
    client.close();
  }
}

/** The first place where two texts part, with a little around it. */
function differing(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return `expected … ${a.slice(Math.max(0, at - 60), at + 120)}\ngot      … ${b.slice(Math.max(0, at - 60), at + 120)}`;
}
