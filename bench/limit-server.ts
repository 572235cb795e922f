import { type IncomingMessage, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Pool } from 'pg';
import { articleCursor, placeOf } from './article-cursor';
import { statements } from './limit-statements';

/** The hand-written limit: node:http, one named statement an operation, and the JSON of PostgreSQL passed through. Prints its address. */

interface Asked { operationName: string; variables: { after?: string; first?: number; slug?: string } }
type Place = [id: number, listedAt: string];

const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

async function row<Row>(name: keyof typeof statements, values: unknown[]): Promise<Row> {
  const { rows } = await pool.query({ name, text: statements[name], values });
  return rows[0] as Row;
}

const cursorOf = (place: Place | null): string | null => place && articleCursor(place[0], new Date(place[1]));
const after = (cursor: string | undefined): unknown[] => (cursor === undefined ? ['infinity', 0] : placeOf(cursor));

async function feed({ after: cursor, first = 20 }: Asked['variables']): Promise<string> {
  const page = await row<{ nodes: string; more: boolean; before: boolean; first: Place | null; last: Place | null }>('feed', [...after(cursor), first]);
  const pageInfo = { hasNextPage: page.more, hasPreviousPage: page.before, startCursor: cursorOf(page.first), endCursor: cursorOf(page.last) };
  return `{"data":{"articles":{"nodes":${page.nodes},"pageInfo":${JSON.stringify(pageInfo)}}}}`;
}

const body = async (name: keyof typeof statements, values: unknown[]): Promise<string> => (await row<{ body: string }>(name, values)).body;

const answers: Record<string, (variables: Asked['variables']) => Promise<string>> = {
  FeedPage: feed,
  DeepPage: feed,
  ArticlePage: ({ slug }) => body('article', [slug]),
  Headlines: ({ after: cursor, first = 100 }) => body('headlines', [...after(cursor), first]),
  PublisherPage: ({ slug }) => body('publisher', [slug]),
  TotalCount: () => body('count', []),
};

async function answer(request: IncomingMessage): Promise<string> {
  const { operationName, variables } = JSON.parse((await buffer(request)).toString()) as Asked;
  const make = answers[operationName];
  if (!make) throw new Error(`expected one of ${Object.keys(answers).join(', ')}, got the operation ${operationName}`);
  return make(variables);
}

const server = createServer((request, response) => {
  answer(request).then((text) => {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) }).end(text);
  }, (error: unknown) => {
    response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
  });
});
server.listen(0, '127.0.0.1', () => { process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql\n`); });
process.once('SIGTERM', () => { server.close(() => { void pool.end(); }); server.closeAllConnections(); });
