import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { playgroundFile } from '../../src/playground';

const dist = join(__dirname, '..', '..', 'web', 'dist');
const names = readdirSync(dist);

function served(path: string): { text: string; headers: Readonly<Record<string, string>> } {
  const file = playgroundFile(path);
  if (file === null) throw new Error(`Expected ${path} to be served; got null.`);
  return { text: file.body.toString('utf8'), headers: file.headers };
}
const page = served('/playground');

test('the page names no other host', () => {
  expect(page.text).toContain('<title>Ibid playground</title>');
  expect(page.text).not.toContain('//');
});

test('everything the page names is served', () => {
  const references = [...page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path);
  expect(references).toHaveLength(2);
  for (const path of references) expect(playgroundFile(path ?? '')).not.toBeNull();
});

test('the page has no script or handler of its own', () => {
  expect(page.text).not.toMatch(/<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:/i);
});

test('the page may load from this server only', () => {
  const policy = new Map(page.headers['content-security-policy']?.split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1).join(' ')]));
  expect(Object.fromEntries(policy)).toEqual({
    'default-src': "'none'", 'script-src': "'self'", 'style-src': "'self' 'unsafe-inline'", 'worker-src': "'self'", 'connect-src': "'self'",
    'font-src': "'self'", 'img-src': "'self' data:", 'frame-ancestors': "'none'", 'base-uri': "'none'", 'form-action': "'none'",
  });
});

test.each(names.filter((name) => name.endsWith('.js')))('%s loads no script, style or answer from another host and builds no code from text', (name) => {
  const { text } = served(`/playground/${name}`);
  expect(text).not.toMatch(/(?:import|importScripts|fetch|Worker|URL)\(\s*["'`](?:https?:)?\/\//);
  expect(text).not.toMatch(/from\s*["'`](?:https?:)?\/\//);
  expect(text).not.toMatch(/esm\.sh|unpkg\.com|jsdelivr|cdnjs|googleapis|gstatic/);
  expect(text).not.toMatch(/(?<![\w$.])(?:eval|new Function)\(|sourceMappingURL/);
});

test.each(names.filter((name) => name.endsWith('.css')))('%s loads no font or image from another host', (name) => {
  expect(served(`/playground/${name}`).text).not.toMatch(/(?:url\(\s*["']?|@import\s*["'])(?:https?:)?\/\//);
});

test.each([
  ['index.html', 'text/html; charset=utf-8', 'no-cache'],
  ['licenses.txt', 'text/plain; charset=utf-8', 'no-cache'],
  [names.find((name) => name.startsWith('playground-') && name.endsWith('.js')), 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
  [names.find((name) => name.startsWith('codicon-')), 'font/ttf', 'public, max-age=31536000, immutable'],
])('%s has its type, its ETag and says how long it may be kept', (name, contentType, cacheControl) => {
  const { headers } = served(`/playground/${String(name)}`);
  expect(headers).toMatchObject({ 'content-type': contentType, 'cache-control': cacheControl, 'x-content-type-options': 'nosniff' });
  expect(headers['etag']).toMatch(/^"[\w-]{43}"$/);
});

test.each([
  '', '/', '/playground/unknown.js', '/playground/..', '/playground/../package.json', '/playground/../../package.json', '/playground/%2e%2e/package.json',
  '/playground//index.html', '/playground/./index.html', '/playground\\index.html', '/playgroundindex.html', '/playground/index.html\0', '/playground/__proto__',
])('%j is no file of the playground', (path) => {
  expect(playgroundFile(path)).toBeNull();
});
