/** Parameters that say where a reader came from, not what the page is. */
const TRACKING = /^(?:utm_\w+|fbclid|gclid|m|showComment|amp|ref|share|replytocom)$/;

/**
 * The form of an address by which two records of one page are joined: `https://www.Example.org/a/index.html?utm_source=x#top` → `example.org/a`.
 * Scheme, `www.` and `m.`, port, trailing slash, index page, tracking parameters, fragment and the way of percent-encoding do not count;
 * other parameters do, in any order. Null for what is no web address.
 */
export function normalizedLink(link: string): string | null {
  const text = link.trim().replace(/^\/\//, 'https://');
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  const host = url.hostname.replace(/^(?:www|m|mobile|amp)\.(?=[^.]+\.)/, '').replace(/\.$/, '').replace(/\.blogspot\.[a-z]{2,3}(?:\.[a-z]{2})?$/, '.blogspot.com'); // Blogger serves each blog under the domains of many countries
  const path = encoded(url.pathname).replace(/\/{2,}/g, '/').replace(/\/(?:index|default)\.(?:html?|php|aspx?)$/i, '/').replace(/\/amp\/?$/, '/').replace(/\/$/, '');
  const query = [...url.searchParams].filter(([name]) => !TRACKING.test(name)).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).sort().join('&');
  return `${host}${path}${query && `?${query}`}`;
}

/** One way to write each character of a path. */
function encoded(path: string): string {
  return path.split('/').map((part) => {
    try {
      return encodeURIComponent(decodeURIComponent(part));
    } catch {
      return part; // a percent sign that encodes nothing
    }
  }).join('/');
}
