import type { Format } from '../imports/read-content';
import type { FeedFacts } from './feed-facts';
import { linkTo, linksInHeader } from './link-header';

/** A page of a feed as it came. */
export interface FeedPage { url: string; format: Format; headers: Readonly<Record<string, string>>; facts: FeedFacts; /** From 1. */ number: number }

/**
 * Where the older items of a feed are; null at the end. What the feed says comes first (RFC 5005; `Link` of an API; `next_url` of JSON Feed),
 * then how WordPress counts the pages of its feeds. `noSuchPage` is the HTTP status of a page that is not there after all: the feed does not say how many there are, or
 * posts went while they were read (`rest_post_invalid_page_number` of WordPress); null where that is a fault. Pure.
 */
export function nextPage({ url, format, headers, facts, number }: FeedPage): { url: string; noSuchPage: number | null } | null {
  const isApi = format === 'wordpress-rest', noSuchPage = isApi ? 400 : null;
  const said = linkTo(linksInHeader(headers.link ?? '', url), 'next') ?? linkTo(facts.links, 'next') ?? linkTo(facts.links, 'prev-archive');
  if (said !== null) return said === url ? null : { url: said, noSuchPage };
  if (isApi) return number < Number(headers['x-wp-totalpages'] ?? 1) ? { url: withParameter(url, 'page', number + 1), noSuchPage } : null;
  if (format === 'rss' && /wordpress\.org/.test(facts.generator)) return { url: withParameter(url, 'paged', number + 1), noSuchPage: 404 };
  return null;
}

/** Parameters that change how a list is given, and not what is in it. */
const harmless = new Set(['per_page', 'page', 'orderby', 'order', '_embed', 'rest_route', 'max-results', 'start-index', 'alt', 'redirect']);

/**
 * How many items all pages of a feed have together, if they are everything there is, so that what they lack is gone: `complete` where it says so without a
 * number, null where it says nothing, has the newest only, or was asked for a part (a category, a search). Pure.
 */
export function everythingIs({ format, url, headers, facts }: FeedPage): number | 'complete' | null {
  if (facts.complete) return 'complete';
  const { pathname, searchParams } = new URL(url);
  if ([...searchParams.keys()].some((name) => !harmless.has(name))) return null;
  if (format === 'wordpress-rest') return /^\d{1,9}$/.test(headers['x-wp-total'] ?? '') ? Number(headers['x-wp-total']) : null;
  return format === 'atom' && facts.generator.startsWith('blogger') && /\/feeds\/posts\/default\/?$/.test(pathname) ? facts.total : null;
}

/** Where the comments of a blog are, beside its posts; null where its kind has them elsewhere, or inside. */
export function commentsOf(url: string, format: Format): string | null {
  const address = new URL(url);
  if (format === 'wordpress-rest') {
    const isRoute = address.searchParams.get('rest_route') === '/wp/v2/posts';
    if (isRoute) address.searchParams.set('rest_route', '/wp/v2/comments');
    else if (address.pathname.endsWith('/wp/v2/posts')) address.pathname = address.pathname.replace(/posts$/, 'comments');
    else return null;
    for (const name of ['orderby', 'order', '_embed']) address.searchParams.delete(name);
    return address.href;
  }
  if (format !== 'atom' || !address.pathname.endsWith('/feeds/posts/default')) return null;
  address.pathname = address.pathname.replace(/posts\/default$/, 'comments/default');
  return address.href;
}

function withParameter(url: string, name: string, value: number): string {
  const address = new URL(url);
  address.searchParams.set(name, String(value));
  return address.href;
}
