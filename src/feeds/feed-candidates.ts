import { type WebLink, linkTo } from './link-header';
import type { PageLinks } from './links-in-page';

const feedTypes = new Set(['application/rss+xml', 'application/atom+xml', 'application/feed+json', 'application/json', 'application/rdf+xml', 'text/xml', 'application/xml']);
/** Where feeds usually are when a page names none: WordPress, Hugo, Jekyll, Ghost, static sites. */
const usualPlaces = ['feed', 'index.xml', 'feed.xml', 'atom.xml', 'rss.xml', 'rss', 'feed.json'];
/** Each is asked for, so a page that names hundreds must not make us ask hundreds. */
const mostNamed = 8;

/**
 * Addresses where the feed of a page may be, the best first: an API that has everything before a feed that has the newest, what the page names
 * before what is usual; feeds of comments are none. Pure.
 * @param links those of the `Link` header of the page
 */
export function feedCandidates(page: string, { links: inPage, generator }: PageLinks, links: readonly WebLink[]): string[] {
  const all = [...links, ...inPage];
  const api = linkTo(all, 'https://api.w.org/');
  const isBlogger = generator.startsWith('blogger') || /(?:^|\.)blogspot\.[a-z.]{2,8}$/.test(new URL(page).hostname);
  const named = all.filter(({ rel, type }) => rel.includes('alternate') && feedTypes.has(type ?? '')).filter((link) => !isOfComments(link)).map(({ href }) => href);
  const base = page.endsWith('/') ? page : `${page}/`;
  return [...new Set([
    ...(api === null ? [] : [wordPressPosts(api)]),
    ...(isBlogger ? [new URL('/feeds/posts/default?max-results=100', page).href] : []),
    ...named.slice(0, mostNamed),
    ...usualPlaces.map((place) => new URL(place, base).href),
    new URL('/feed', page).href,
  ])];
}

function isOfComments({ href, title }: WebLink): boolean {
  return /\/comments\/(?:feed|default)/.test(href) || /\bcomments\b/i.test(title ?? '');
}

/** The address of posts in an API of WordPress, which is a path, or a query where the site has no pretty addresses. */
export function wordPressPosts(api: string): string {
  const url = new URL(api);
  const route = url.searchParams.get('rest_route');
  if (route === null) url.pathname = `${url.pathname.replace(/\/$/, '')}/wp/v2/posts`;
  else url.searchParams.set('rest_route', '/wp/v2/posts');
  for (const [name, value] of Object.entries({ per_page: '100', orderby: 'modified', order: 'desc', _embed: 'author,wp:term' })) url.searchParams.set(name, value);
  return url.href;
}
