/**
 * Scorecard test 30: nothing that a hostile document names is opened. Documents that name a file and addresses in every way XML has are imported under
 * strace, which writes down each file that is opened and each connection that is made. Needs strace.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedServer } from '../src/database/embedded-server';

const program = join(__dirname, 'ibid.js');
const say = (line: string): void => { process.stdout.write(`${line}\n`); };

/** Ways to name `at` in a document: what stands before its root, and what stands where a text does. */
const ways: Readonly<Record<string, (at: string) => { before?: string; inside?: string }>> = {
  'an entity': (at) => ({ before: `<!DOCTYPE rss [<!ENTITY a SYSTEM "${at}">]>`, inside: '&a;' }),
  'a public entity': (at) => ({ before: `<!DOCTYPE rss [<!ENTITY a PUBLIC "-//x//y" "${at}">]>`, inside: '&a;' }),
  'a parameter entity': (at) => ({ before: `<!DOCTYPE rss [<!ENTITY % a SYSTEM "${at}"> %a;]>` }),
  'an entity made of entities': (at) => ({ before: `<!DOCTYPE rss [<!ENTITY % a SYSTEM "${at}"><!ENTITY % b "<!ENTITY c SYSTEM '${at}?%a;'>"> %b;]>`, inside: '&c;' }),
  'a DTD': (at) => ({ before: `<!DOCTYPE rss SYSTEM "${at}">` }),
  'a public DTD': (at) => ({ before: `<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "${at}">` }),
  'a notation': (at) => ({ before: `<!DOCTYPE rss [<!NOTATION n SYSTEM "${at}"><!ENTITY a SYSTEM "${at}" NDATA n>]>` }),
  'a style sheet': (at) => ({ before: `<?xml-stylesheet type="text/xsl" href="${at}"?>` }),
  'an XInclude': (at) => ({ inside: `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="${at}" parse="text"/>` }),
  'a schema': (at) => ({ inside: `<x xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://x.example/ ${at}" xsi:noNamespaceSchemaLocation="${at}"/>` }),
  'a namespace and a base': (at) => ({ inside: `<x xmlns="${at}" xml:base="${at}"/>` }),
  'HTML that loads': (at) => ({ inside: `<![CDATA[<img src="${at}"><link rel="stylesheet" href="${at}"><iframe src="${at}"></iframe><script src="${at}"></script>]]>` }),
};
const shells: Readonly<Record<string, (inside: string) => string>> = {
  rss: (inside) => `<rss version="2.0"><channel><title>T</title><item><guid>g</guid><title>One</title><description>${inside}</description></item></channel></rss>`,
  atom: (inside) => `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>g</id><title>One</title><content type="html">${inside}</content></entry></feed>`,
  blogger: (inside) => `<feed xmlns="http://www.w3.org/2005/Atom"><generator>Blogger</generator><entry><id>tag:blogger.com,1999:blog-1.post-1</id><category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#post"/><title>One</title><content type="html">${inside}</content></entry></feed>`,
  wxr: (inside) => `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>T</title><wp:wxr_version>1.2</wp:wxr_version><item><title>One</title><wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><content:encoded>${inside}</content:encoded></item></channel></rss>`,
  disqus: (inside) => `<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals"><thread dsq:id="1"><link>http://x.example/1</link><title>One</title></thread><post dsq:id="2"><message>${inside}</message><thread dsq:id="1"/></post></disqus>`,
};

interface Traced { code: number | null; said: string; calls: string[] }
async function traced(args: string[], log: string, env: Record<string, string>, input?: string): Promise<Traced> {
  const child: ChildProcess = spawn('strace', ['-f', '-s', '400', '-e', 'trace=open,openat,openat2,connect,sendto', '-o', log, process.execPath, program, ...args],
    { env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env }, stdio: 'pipe' });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => { said = (said + text.toString()).slice(-3000); });
  child.stdin?.on('error', () => undefined).end(input ?? ''); // a program that does not read its input closes it
  const [code] = await once(child, 'close') as [number | null];
  return { code, said, calls: readFileSync(log, 'utf8').split('\n') };
}

async function main(): Promise<string[]> {
  const faults: string[] = [];
  const work = mkdtempSync(join(tmpdir(), 'ibid-named-'));
  chmodSync(work, 0o755); // as root, PostgreSQL runs as another user
  let asked = 0;
  const listener = createServer((socket) => { asked += 1; socket.destroy(); }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const port = (listener.address() as AddressInfo).port;
  const server = await startEmbeddedServer({ dataDir: join(work, 'data'), log: () => undefined });
  try {
    const secret = join(work, 'named-secret.txt');
    writeFileSync(secret, 'a secret that no import may read');
    const targets = [`file://${secret}`, secret, '../named-secret.txt', `http://127.0.0.1:${port}/x.dtd`, 'https://192.0.2.7/x.dtd', 'ftp://192.0.2.8/x', 'http://named.invalid/x.dtd', '//192.0.2.9/share/x'];
    const documents = join(work, 'documents');
    mkdirSync(documents);
    const written: string[] = [];
    for (const [shell, wrap] of Object.entries(shells)) {
      for (const [way, name] of Object.entries(ways)) {
        for (const [n, target] of targets.entries()) {
          const { before = '', inside = '' } = name(target);
          const file = `${shell}-${way.replaceAll(' ', '-')}-${n}.xml`;
          writeFileSync(join(documents, file), `<?xml version="1.0"?>${before}${wrap(inside)}`);
          written.push(file);
        }
      }
    }
    const imported = await traced(['import', documents, '--json'], join(work, 'import.log'), { DATABASE_URL: server.url });
    const parsed = await traced(['parse'], join(work, 'parse.log'), {}, written.slice(0, 100).map((file) => readFileSync(join(documents, file), 'utf8')).join('\n'));
    const unread = written.filter((file) => !imported.calls.some((call) => call.includes(`/documents/${file}"`)));
    if (unread.length > 0) faults.push(`strace did not see that ${unread.length} of ${written.length} documents were opened: ${unread[0] ?? ''}; ${imported.said}`);
    const databasePort = new URL(server.url).port;
    for (const [name, { calls, code, said }] of Object.entries({ import: imported, parse: parsed })) {
      const made = calls.filter((call) => call.includes('connect(') && !call.includes('AF_UNIX') && !call.includes(`htons(${databasePort})`));
      const opened = calls.filter((call) => /named-secret|named\.invalid|x\.dtd|192\.0\.2/.test(call));
      for (const call of new Set([...made, ...opened])) faults.push(`${name}: ${call}`);
      if (code === null) faults.push(`${name} did not end by itself: ${said}`);
      say(`${name}: ended with ${code}; ${calls.filter((call) => /open(at2?)?\(/.test(call)).length} files opened, ${made.length} connections beside the database, ${opened.length} of what the documents name`);
    }
    if (asked > 0) faults.push(`the address that documents name was asked ${asked} times`);
    say(`${written.length} documents: ${Object.keys(shells).length} formats, ${Object.keys(ways).length} ways to name, ${targets.length} things named`);
  } finally {
    await server.stop();
    listener.close();
    rmSync(work, { recursive: true, force: true });
  }
  return faults;
}

if (spawnSync('strace', ['-V']).status !== 0) {
  say('not run: strace is not there, and only it tells what a process opens; install it (Debian: strace)');
} else {
  main().catch((error: unknown) => [error instanceof Error ? error.stack ?? error.message : String(error)]).then((faults) => {
    say(faults.length === 0 ? 'passed' : faults.slice(0, 20).join('\n'));
    process.exitCode = faults.length === 0 ? 0 : 1;
  }).catch(() => { process.exitCode = 1; });
}
