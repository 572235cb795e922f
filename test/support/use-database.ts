import { randomUUID } from 'node:crypto';
import { HeaderMap } from '@apollo/server';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../src/database/data-source';
import { type Database, databaseOf } from '../../src/database/database';
import { type EndpointSettings, type GraphQLEndpoint, createGraphQLEndpoint } from '../../src/graphql-endpoint';
import { createFeedDesk } from '../../src/feeds/feed-desk';
import { createScheduler } from '../../src/feeds/scheduler';
import { createLog } from '../../src/log';
import type { Outside } from '../../src/outside/outside';
import { databaseUrl, templates } from './cluster';
import { counted } from './counted';

/** An error as a client gets it. */
export interface AnsweredError { message: string; path?: (string | number)[]; extensions: { code: string; requestId: string; argument?: string } }
export interface Answer<Data> { status: number; text: string; data: Data | null; errors?: AnsweredError[] }
export type Variables = Record<string, unknown>;

/** A database of a test file, with the graph over it. */
export interface TestGraph {
  readonly url: string;
  readonly dataSource: DataSource;
  readonly db: Database;
  /** The whole answer of the real endpoint. */
  ask<Data = Record<string, unknown>>(document: string, variables?: Variables, headers?: Record<string, string>, address?: string): Promise<Answer<Data>>;
  /** The data of an answer; fails with the errors if there are any. */
  query<Data>(document: string, variables?: Variables): Promise<Data>;
  /** The data, and the statements that reached PostgreSQL for it. */
  count<Data>(document: string, variables?: Variables): Promise<{ data: Data; statements: string[] }>;
  /** Rows of one SQL statement. */
  sql<Row = Record<string, unknown>>(statement: string, values?: unknown[]): Promise<Row[]>;
}

/** Milliseconds. A machine that runs other things beside the tests takes its time; what happens at a deadline has tests of its own. */
export const patience = 60_000;

/** Gives the tests of a file a database of their own, made before the first and dropped after the last. With `outside` its mutations read origins. */
export function useDatabase(from: keyof typeof templates = 'sample', { outside, ...settings }: Partial<EndpointSettings> & { outside?: Outside } = {}): TestGraph {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  let open: { dataSource: DataSource; endpoint: GraphQLEndpoint } | undefined;
  const opened = (): { dataSource: DataSource; endpoint: GraphQLEndpoint } => {
    if (!open) throw new Error('Expected to be called in a test: the database is made before the first of them.');
    return open;
  };

  beforeAll(async () => {
    await administer(`CREATE DATABASE ${name} TEMPLATE ${templates[from]} STRATEGY FILE_COPY`);
    const dataSource = await createDataSource(databaseUrl(name), { poolSize: 4, connectTimeout: patience }).initialize();
    const log = createLog('silent');
    const feeds = outside ? createFeedDesk({ dataSource, outside, scheduler: createScheduler({ dataSource, outside, log }), log }) : null;
    open = { dataSource, endpoint: await createGraphQLEndpoint(databaseOf(dataSource), log, null, { feeds, deadline: patience, ...settings }) };
  });
  afterAll(async () => {
    await open?.endpoint.stop();
    await open?.dataSource.destroy();
    await administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });

  const graph: TestGraph = {
    get url() { return databaseUrl(name); },
    get dataSource() { return opened().dataSource; },
    get db() { return databaseOf(opened().dataSource); },
    async ask<Data>(document: string, variables: Variables = {}, sent: Record<string, string> = {}, address?: string): Promise<Answer<Data>> {
      const headers = new HeaderMap([['content-type', 'application/json'], ...Object.entries(sent)]);
      const { status, body } = await opened().endpoint.answer({ method: 'POST', headers, search: '', body: { query: document, variables }, requestId: randomUUID(), address: address ?? null });
      return { status, text: body, ...(JSON.parse(body) as { data: Data | null; errors?: AnsweredError[] }) };
    },
    async query<Data>(document: string, variables?: Variables): Promise<Data> {
      const { data, errors } = await graph.ask<Data>(document, variables);
      if (errors || data === null) throw new Error(`Expected data, got errors: ${JSON.stringify(errors)}`);
      return data;
    },
    async count<Data>(document: string, variables?: Variables) {
      const { result, statements } = await counted(() => graph.query<Data>(document, variables));
      return { data: result, statements };
    },
    async sql<Row>(statement: string, values: unknown[] = []): Promise<Row[]> {
      return opened().dataSource.query<Row[]>(statement, values);
    },
  };
  return graph;
}

/** Runs a statement beside all databases of tests. */
export async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl('postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
