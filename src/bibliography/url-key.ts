/** Parts of a query that say where a reader came from, not what is read. */
const tracking = /^(?:utm_\w+|fbclid|gclid|ref|refid|smid|cmp|ocid|partner|emc|mc_[ce]id|_r)$/i;

/**
 * What two addresses of one page share: without scheme, `www.` or `m.`, fragment, tracking and the slash at the end. Null for an address that tells
 * no work: a site, or a section of it.
 */
export function urlKey(address: string): string | null {
  const text = /^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `http://${address}`;
  if (!URL.canParse(text)) return null;
  const { hostname, pathname, searchParams } = new URL(text);
  const query = [...searchParams].filter(([name]) => !tracking.test(name)).map(([name, value]) => `${name}=${value}`).sort().join('&');
  const path = pathname.replace(/\/(?:index\.\w+)?$/, '');
  if (query === '' && path.split('/').filter((part) => part !== '').length < 2 && !/\d|-.*-/.test(path)) return null;
  return `${hostname.replace(/^(?:www|m)\./, '')}${path}${query === '' ? '' : `?${query}`}`;
}
