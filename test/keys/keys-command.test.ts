import { cleanUp, run, serve } from '../support/program';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');
afterEach(cleanUp);
const keys = (...args: string[]) => run(['keys', ...args], { DATABASE_URL: graph.url });

test('a key that the command makes works on a running server until the command revokes it; it is printed once and never logged', async () => {
  const made = await keys('create', '--name', 'desk', '--scope', 'write', '--scope', 'read', '--expires', '90d');
  const key = made.stdout.trim();
  expect([made.code, key]).toEqual([0, expect.stringMatching(/^ibid_[\w-]{32}$/)]);
  expect(made.stderr).not.toContain(key);
  const listed = await keys('list');
  expect(listed.stdout).toMatch(new RegExp(`^${key.slice(0, 13)}…  desk +write, read +made \\d{4}-\\d\\d-\\d\\d, never used, expires \\d{4}-\\d\\d-\\d\\d\n$`));
  expect(listed.stdout).not.toContain(key);

  const server = await serve({ DATABASE_URL: graph.url, LOG_LEVEL: 'trace' });
  const status = async () => (await fetch(`${server.url}/graphql?query=%7B__typename%7D`, { headers: { authorization: `Bearer ${key}`, 'apollo-require-preflight': '1' } })).status;
  expect(await status()).toBe(200);
  expect(await keys('revoke', 'desk')).toMatchObject({ code: 0, stdout: 'Revoked "desk".\n' });
  expect(await status()).toBe(401);
  expect(server.words.stderr + server.words.stdout).not.toContain(key.slice(13));
});

test('wrong words are refused with what was expected', async () => {
  expect(await keys('create', '--name', 'x', '--scope', 'everything')).toMatchObject({ code: 1, stderr: expect.stringContaining('Expected one of read, comment, moderate, write, admin.') as string });
  expect(await keys('create', '--name', 'x', '--scope', 'read', '--expires', '2001-01-01')).toMatchObject({ code: 1, stderr: expect.stringContaining('Expected a date to come') as string });
  expect(await keys('create', '--name', ' x', '--scope', 'read')).toMatchObject({ code: 1, stderr: expect.stringContaining('Expected 1 to 100 characters') as string });
  expect(await keys('create', '--scope', 'read')).toMatchObject({ code: 1, stderr: expect.stringContaining('--name') as string });
  expect(await keys('revoke', 'nobody')).toMatchObject({ code: 1, stderr: expect.stringContaining('NO_SUCH_KEY') as string });
  expect(await keys('list', '--json')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\[.*\]\n$/) as string });
});
