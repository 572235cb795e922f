import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { SiteAnswer } from './web-site';

/** A post of a Blogger blog. */
export interface BloggerPost { id: number; title: string; text: string }
/** A comment: on a post, or in answer to another comment. */
export interface BloggerComment { id: number; post: number; text: string; answers?: number }

const blog = 'tag:blogger.com,1999:blog-77';
const head = '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:openSearch="http://a9.com/-/spec/opensearchrss/1.0/" xmlns:thr="http://purl.org/syndication/thread/1.0">';

/** The feeds of a Blogger blog as its servers give them: newest first, never more than `most` entries a page, whatever was asked for. */
export class BloggerBlog {
  posts: BloggerPost[] = [];
  comments: BloggerComment[] = [];
  most = 2;
  /** @param url address of the site */
  constructor(private readonly url: string) {}

  /** The page a reader sees; beside the feed of posts it names that of one post's comments, RSS, and the place where posts are sent to. */
  get page(): SiteAnswer {
    const link = (rel: string, type: string, path: string): string => `<link rel="${rel}" type="application/${type}+xml" href="${this.url}${path}">`;
    return { headers: { 'content-type': 'text/html' }, body: `<!doctype html><html><head><meta content="blogger" name="generator"><title>Quay</title>${link('alternate', 'atom', '/feeds/posts/default')}${link('alternate', 'rss', '/feeds/posts/default?alt=rss')}${link('service.post', 'atom', '/feeds/77/posts/default')}${link('alternate', 'atom', '/feeds/11/comments/default')}</head></html>` };
  }
  readonly postsFeed = (request: IncomingMessage): SiteAnswer => this.feed(request, this.posts.map((post) => this.postEntry(post)));
  readonly commentsFeed = (request: IncomingMessage): SiteAnswer => this.feed(request, this.comments.map((comment) => this.commentEntry(comment)));

  private feed(request: IncomingMessage, entries: readonly string[]): SiteAnswer {
    const address = new URL(request.url ?? '/', this.url);
    const start = Number(address.searchParams.get('start-index') ?? 1);
    const size = Math.min(this.most, Number(address.searchParams.get('max-results') ?? 25));
    const next = start + size <= entries.length ? `<link rel="next" type="application/atom+xml" href="${this.url}${address.pathname.replace(/^.*\/feeds\/(77\/)?/, '/feeds/77/')}?start-index=${start + size}&amp;max-results=${size}"/>` : '';
    const body = `${head}<id>${blog}</id><title>Quay</title><link rel="alternate" type="text/html" href="${this.url}/"/>${next}<generator version="7.00" uri="https://www.blogger.com">Blogger</generator>
      <openSearch:totalResults>${entries.length}</openSearch:totalResults><openSearch:startIndex>${start}</openSearch:startIndex><openSearch:itemsPerPage>${size}</openSearch:itemsPerPage>${entries.slice(start - 1, start - 1 + size).join('')}</feed>`;
    const etag = `W/"${createHash('sha1').update(body).digest('hex')}"`;
    if (request.headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
    return { headers: { etag, 'content-type': 'application/atom+xml; charset=UTF-8' }, body };
  }

  private postEntry({ id, title, text }: BloggerPost): string {
    const at = new Date(Date.UTC(2026, 0, id)).toISOString();
    return `<entry><id>${blog}.post-${id}</id><published>${at}</published><updated>${at}</updated><title type="text">${title}</title><content type="html">&lt;p&gt;${text}&lt;/p&gt;</content>
      <link rel="alternate" type="text/html" href="${this.url}/2026/01/${id}.html"/><author><name>Ada Mole</name></author><thr:total>${this.comments.filter(({ post }) => post === id).length}</thr:total></entry>`;
  }

  private commentEntry({ id, post, text, answers }: BloggerComment): string {
    const at = new Date(Date.UTC(2026, 1, 1, 0, id)).toISOString();
    const page = `${this.url}/2026/01/${post}.html`;
    return `<entry><id>${blog}.post-${id}</id><published>${at}</published><updated>${at}</updated><title type="text">${text}</title><content type="html">${text}</content>
      <link rel="alternate" type="text/html" href="${page}?showComment=1#c${id}"/>${answers === undefined ? '' : `<link rel="related" type="application/atom+xml" href="${this.url}/feeds/77/${post}/comments/default/${answers}"/>`}
      <author><name>Ben Reader</name></author><thr:in-reply-to href="${page}" ref="${blog}.post-${post}" source="${this.url}/feeds/77/posts/default/${post}" type="text/html"/></entry>`;
  }
}
