import type { IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import type { SiteAnswer } from './web-site';

/** A post as the blog has it. */
export interface BlogPost { id: number; title: string; text: string }

const dateOf = (id: number): string => new Date(Date.UTC(2026, 0, 1, 0, id)).toUTCString();
const itemOf = ({ id, title, text }: BlogPost): string => `<item><guid isPermaLink="false">post-${id}</guid><title>${title}</title><link>https://blog.example/${id}</link><pubDate>${dateOf(id)}</pubDate><description>&lt;p&gt;${text}&lt;/p&gt;</description></item>`;

/** A blog that publishes the newest posts as RSS, with validators and compression, as servers do. */
export class Blog {
  posts: BlogPost[] = [];
  /** What stands in the channel besides its posts. */
  channel = '';
  title = 'Lighthouse Log';
  private nextId = 1;

  publish(text: string): BlogPost {
    const post = { id: this.nextId++, title: `Entry ${this.nextId - 1}`, text };
    this.posts.unshift(post);
    return post;
  }

  get rss(): string {
    return `<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${this.title}</title><link>https://blog.example/</link>${this.channel}${this.posts.slice(0, 20).map(itemOf).join('')}</channel></rss>`;
  }

  /** What the server answers: 304 to whoever has the newest. */
  readonly answer = (request: IncomingMessage): SiteAnswer => {
    const etag = `"${createHash('sha1').update(this.rss).digest('hex')}"`;
    if (request.headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
    return { headers: { etag, 'content-type': 'application/rss+xml', 'content-encoding': 'gzip' }, body: gzipSync(this.rss) };
  };
}
