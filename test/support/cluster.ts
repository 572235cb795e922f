import type { EmbeddedServer } from '../../src/database/embedded-server';

/** One PostgreSQL for a whole run of the tests; kept between its start and its stop in the process that runs both. */
export const cluster: { running?: { server: EmbeddedServer; directory: string } } =
  ((globalThis as { ibidTestCluster?: object }).ibidTestCluster ??= {});

/** What a database of a test starts from. */
export const templates = {
  /** Migrated, without a row. */
  empty: 'template_empty',
  /** The sample publication. */
  sample: 'template_sample',
} as const;

/** The address of a database of the cluster; the address of the cluster itself came from its start, through the environment. */
export function databaseUrl(name: string): string {
  const address = process.env.IBID_TEST_CLUSTER;
  if (!address) throw new Error('Expected the address of the test cluster in IBID_TEST_CLUSTER, got none: run the tests through jest.config.js.');
  const url = new URL(address);
  url.pathname = `/${name}`;
  return url.href;
}
