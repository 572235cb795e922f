import { createLog } from '../../src/log';
import { readConfig } from '../../src/config';
import type { CorsOrigins } from '../../src/cors';
import { type RunningServer, startServer } from '../../src/server';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');
let server: RunningServer | undefined;
afterEach(() => server?.stop());
const start = async (corsOrigins?: CorsOrigins): Promise<string> => {
  server = await startServer({ port: 0, host: '127.0.0.1', ...(corsOrigins ? { corsOrigins } : {}) }, graph.db, createLog('silent'));
  return `${server.url}/graphql`;
};
const site = 'https://news.example';
const corsHeaders = ({ headers }: Response) => Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-') || name === 'vary'));
const preflight = (url: string, origin = site) => fetch(url, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type, authorization' } });
const ask = (url: string, origin = site) => fetch(`${url}?query=%7B__typename%7D`, { headers: { origin, 'apollo-require-preflight': '1' } });

test('without a setting no page of another site may read anything', async () => {
  const url = await start();
  expect(corsHeaders(await preflight(url))).toEqual({});
  expect(corsHeaders(await ask(url))).toEqual({ vary: 'accept, accept-encoding, authorization, x-api-key' });
});

test('a site of the list may ask and read, and caches are told that the answer hangs on who asks', async () => {
  const url = await start(new Set([site]));
  const asked = await preflight(url);
  expect([asked.status, corsHeaders(asked)]).toEqual([204, expect.objectContaining({
    'access-control-allow-origin': site, 'access-control-allow-methods': 'GET, HEAD, POST', 'access-control-max-age': '3600', vary: expect.stringContaining('origin') as string,
    'access-control-allow-headers': expect.stringMatching(/content-type, authorization, x-api-key, apollo-require-preflight/) as string,
  })]);
  expect(corsHeaders(await ask(url))).toEqual({
    'access-control-allow-origin': site, 'access-control-expose-headers': 'x-request-id, retry-after, etag', vary: 'accept, accept-encoding, authorization, x-api-key, origin',
  });
  const refused = await fetch(url, { method: 'POST', headers: { origin: site, 'content-type': 'application/json' }, body: '{' });
  expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([400, site]);
});

test.each(['https://evil.example', 'http://news.example', 'https://news.example.evil.example', 'https://NEWS.example', 'null', 'https://news.example:8443'])('%s is not on the list', async (origin) => {
  const url = await start(new Set([site]));
  for (const response of [await preflight(url, origin), await ask(url, origin)]) expect(response.headers.get('access-control-allow-origin')).toBeNull();
});

test('* lets every site ask, and never with the credentials of the browser', async () => {
  const url = await start('*');
  for (const response of [await preflight(url), await ask(url)]) {
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  }
});

test('the setting is a list of origins or *', () => {
  const read = (text: string) => readConfig({ IBID_CORS_ORIGINS: text }).corsOrigins;
  expect([read(''), read('*'), read('https://a.example, http://localhost:3000')]).toEqual([null, '*', new Set(['https://a.example', 'http://localhost:3000'])]);
  for (const wrong of ['a.example', 'https://a.example/', 'https://*.example', 'https://a.example,*', 'file://', 'https://A.example']) expect(() => read(wrong)).toThrow(/IBID_CORS_ORIGINS: expected \* or origins/);
});
