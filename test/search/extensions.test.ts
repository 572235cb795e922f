import { randomUUID } from 'node:crypto';
import { createDataSource } from '../../src/database/data-source';
import { migrate } from '../../src/database/migrate';
import { databaseUrl } from '../support/cluster';
import { administer } from '../support/use-database';

/** As on a PostgreSQL of somebody else: the tables are ours, the database is not. */
const name = `test_${randomUUID().replaceAll('-', '')}`, password = randomUUID();

const within = (user?: string): string => {
  const url = new URL(databaseUrl(name));
  if (user !== undefined) Object.assign(url, { username: user, password });
  return url.href;
};
const migrateAs = (url: string): Promise<void> => migrate(createDataSource(url, { poolSize: 1 }), url, () => undefined);

beforeAll(async () => {
  jest.spyOn(console, 'log').mockImplementation(() => undefined); // TypeORM says there, too, that a migration failed
  await administer(`CREATE ROLE ${name} LOGIN PASSWORD '${password}' NOSUPERUSER`);
  await administer(`CREATE DATABASE ${name} TEMPLATE template0`);
  const database = await createDataSource(within(), { poolSize: 1 }).initialize();
  await database.query(`GRANT CREATE ON SCHEMA public TO ${name}`);
  await database.destroy();
});
afterAll(async () => {
  await administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await administer(`DROP ROLE IF EXISTS ${name}`);
});

test('a user who may not create extensions is told which is missing and what a superuser has to run; when that was done the migration goes on', async () => {
  for (const extension of ['unaccent', 'pg_trgm']) {
    await expect(migrateAs(within(name))).rejects.toMatchObject({
      code: 'EXTENSION_MISSING', message: expect.stringMatching(new RegExp(`extension ${extension};.*42501.*permission denied`)) as string,
      nextStep: expect.stringContaining(`"CREATE EXTENSION ${extension};"`) as string,
    });
    const database = await createDataSource(within(), { poolSize: 1 }).initialize();
    await database.query(`CREATE EXTENSION ${extension}`);
    await database.destroy();
  }
  await expect(migrateAs(within(name))).resolves.toBeUndefined();
});
