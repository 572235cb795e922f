import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { projectRoot } from './project-root';

/** One file of the playground, ready to send. */
export interface PlaygroundFile {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
};

/** The page may load only what this server serves. The editor writes its colours and positions as style elements and attributes. */
const pagePolicy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "worker-src 'self'", "connect-src 'self'", "font-src 'self'",
  "img-src 'self' data:", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'",
].join('; ');
/** A worker obeys the policy of its own file. */
const assetPolicy = "default-src 'none'; frame-ancestors 'none'";

/** Names with a hash never change their content; the page itself is asked for again and answered by its ETag. */
const hashedName = /-[A-Z0-9]{8}\.[a-z]+$/;

/** The example operations as the playground offers them, letter by letter. */
export function exampleOperations(): string[] {
  const script = playgroundFile('/playground/examples.js')?.body.toString() ?? '';
  return (JSON.parse(script.replace(/^export default /, '').replace(/;\s*$/, '')) as { operations: { query: string }[] }[]).flatMap(({ operations }) => operations.map(({ query }) => query));
}

let files: ReadonlyMap<string, PlaygroundFile> | undefined;

/**
 * The file of the playground at a request's path (without the query): `/playground` is the page, `/playground/<name>` what it loads.
 * Null for any other path. The bundle is read once, at the first call; throws when it is not there.
 */
export function playgroundFile(path: string): PlaygroundFile | null {
  files ??= readBundle(join(projectRoot(), 'web', 'dist'));
  return files.get(path) ?? null;
}

function readBundle(folder: string): Map<string, PlaygroundFile> {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Error(`Expected the playground's bundle in ${folder}; found no index.html there. Restore web/dist, or build it: cd web && npm ci && npm run build`);
  }
  const found = new Map(readdirSync(folder).map((name) => [`/playground/${name}`, readFile(join(folder, name), name)]));
  const page = found.get('/playground/index.html');
  if (page !== undefined) found.set('/playground', page).set('/playground/', page);
  return found;
}

function readFile(file: string, name: string): PlaygroundFile {
  const contentType = contentTypes[extname(name)];
  if (contentType === undefined) throw new Error(`Expected a file of type ${Object.keys(contentTypes).join(', ')}; found ${file}. Give its content type in src/playground.ts.`);
  const body = readFileSync(file);
  return {
    body,
    headers: {
      'content-type': contentType,
      'cache-control': hashedName.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
      etag: `"${createHash('sha256').update(body).digest('base64url')}"`,
      'content-security-policy': name.endsWith('.html') ? pagePolicy : assetPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  };
}
