import { type IncomingMessage, type Server, createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** What a site answers: a body, a status with headers; null for a connection that breaks without an answer, `hang` for none at all. */
export interface SiteAnswer { status?: number; headers?: Record<string, string>; body?: string | Buffer; hang?: true }
type Answer = (request: IncomingMessage, body: string) => SiteAnswer | null | Promise<SiteAnswer | null>;

/** A web site of a test on this machine; what it answers may be changed while it runs. */
export interface WebSite {
  readonly url: string;
  /** By path; of paths with a query the longer first. `*` answers everything else. */
  pages: Record<string, SiteAnswer | Answer>;
  /** Every request until now: method, path with query. */
  readonly asked: string[];
  stop(): Promise<void>;
}

/** Starts a site on a free port of 127.0.0.1. */
export async function startSite(pages: WebSite['pages'] = {}, port = 0): Promise<WebSite> {
  const site: { pages: WebSite['pages']; asked: string[] } = { pages, asked: [] };
  const server: Server = createServer((request, response) => {
    void (async () => {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
      const path = request.url ?? '/';
      site.asked.push(`${request.method ?? ''} ${path}`);
      const page = site.pages[path] ?? site.pages[path.split('?')[0] ?? ''] ?? site.pages['*'] ?? { status: 404, body: 'nothing here' };
      const answer = typeof page === 'function' ? await page(request, body) : page;
      if (answer === null) {
        request.socket.destroy();
        return;
      }
      if (answer.hang) return;
      response.writeHead(answer.status ?? 200, answer.headers).end(answer.body ?? '');
    })();
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(site, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise<void>((resolve) => { server.close(() => { resolve(); }); server.closeAllConnections(); }),
  });
}
