import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { HeaderMap } from '@apollo/server';
import { type GraphQLEndpoint, createGraphQLEndpoint } from '../../src/graphql-endpoint';
import { createLog } from '../../src/log';
import { startServer } from '../../src/server';
import { keyWith } from '../support/keys';
import { useDatabase } from '../support/use-database';
import { until, whileLocked } from '../support/while-locked';

const graph = useDatabase();
const text = '{ articles(first: 3) { nodes { slug } } }';

async function withEndpoint<T>(deadline: number, run: (ask: (query: string, more?: { headers?: [string, string][]; onLeave?: (listener: () => void) => void }) => ReturnType<GraphQLEndpoint['answer']>) => Promise<T>): Promise<T> {
  const endpoint = await createGraphQLEndpoint(graph.db, createLog('silent'), null, { deadline });
  try {
    return await run((query, { headers = [], ...more } = {}) => endpoint.answer({
      method: 'POST', headers: new HeaderMap([['content-type', 'application/json'], ...headers]), search: '', body: { query }, requestId: randomUUID(), ...more,
    }));
  } finally {
    await endpoint.stop();
  }
}

describe('an operation that takes too long', () => {
  test('is answered with 503 at its deadline, and its statement no longer runs', async () => {
    await withEndpoint(300, (ask) => whileLocked(graph, 'articles', async (waiting) => {
      const { status, body, madeFrom } = await ask(text);
      expect([status, madeFrom, JSON.parse(body)]).toEqual([503, null, { errors: [{ message: expect.stringMatching(/within 0.3 s/) as string, extensions: { code: 'DEADLINE_EXCEEDED', requestId: expect.any(String) as string } }] }]);
      await until(waiting, 0);
    }));
  });

  test('leaves its connections whole: the next request on them is answered', async () => {
    await withEndpoint(300, async (ask) => {
      const before = await graph.sql<{ pid: number }>(`SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'ibid' ORDER BY pid`);
      await whileLocked(graph, 'articles', () => Promise.all(Array.from({ length: 8 }, () => ask(text)))); // the pool has four
      const answers = await Promise.all(Array.from({ length: 8 }, () => ask(text)));
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
      const after = await graph.sql<{ pid: number }>(`SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'ibid' ORDER BY pid`);
      expect(after).toEqual(expect.arrayContaining(before));
    });
  });

  test('stops nothing of another request that shares the pool', async () => {
    await withEndpoint(300, (ask) => whileLocked(graph, 'comments', async () => {
      const slow = ask('{ articles(first: 3) { nodes { comments { nodes { body } } } } }');
      for (let i = 0; i < 20; i += 1) expect((await ask(text)).status).toBe(200);
      expect((await slow).status).toBe(503);
      for (let i = 0; i < 20; i += 1) expect((await ask(text)).status).toBe(200);
    }));
  });

  test('that changes something is taken back by the database, and says so', async () => {
    const key = await keyWith(graph, 'writer', 'write');
    const mutation = 'mutation { undoMerge(input: { mergeId: "TWVyZ2U6MQ" }) { userErrors { code } } }';
    await withEndpoint(300, (ask) => whileLocked(graph, 'merges', async (waiting) => {
      const { body } = await ask(mutation, { headers: [['authorization', `Bearer ${key}`]] });
      expect(JSON.parse(body)).toMatchObject({ errors: [{ message: expect.stringMatching(/Nothing of it was written/) as string, extensions: { code: 'DEADLINE_EXCEEDED' } }] });
      await until(waiting, 0);
    }));
  });
});

describe('a client that leaves', () => {
  test('ends its statement', async () => {
    let leave = (): void => undefined;
    await withEndpoint(60_000, (ask) => whileLocked(graph, 'articles', async (waiting) => {
      const answer = ask(text, { onLeave: (listener) => { leave = listener; } });
      await until(waiting, 1);
      leave();
      expect((await answer).status).toBe(503);
      await until(waiting, 0);
    }));
  });

  test('ends its statement when its connection closes', async () => {
    const server = await startServer({ port: 0, host: '127.0.0.1' }, graph.db, createLog('silent'));
    await whileLocked(graph, 'articles', async (waiting) => {
      const body = JSON.stringify({ query: text });
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      socket.write(`POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
      await until(waiting, 1);
      socket.destroy();
      await until(waiting, 0);
    });
    await server.stop();
  });
});
