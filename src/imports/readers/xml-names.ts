/** Short names for the namespaces of exports and feeds, each by its address; an element is then called `wp:post_id` whatever prefix its file uses. */
const NAMESPACES: Readonly<Record<string, string>> = {
  'http://www.w3.org/2005/Atom': 'atom:',
  'http://purl.org/atom/ns#': 'atom:', // Atom 0.3
  'http://purl.org/syndication/thread/1.0': 'thr:',
  'http://purl.org/atom/app#': 'app:',
  'http://www.w3.org/2007/app': 'app:',
  'http://schemas.google.com/g/2005': 'gd:',
  'http://schemas.google.com/blogger/2018': 'blogger:',
  'http://purl.org/rss/1.0/modules/content/': 'content:',
  'http://purl.org/dc/elements/1.1/': 'dc:',
  'http://purl.org/dc/terms/': 'dcterms:',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf:',
  'http://purl.org/rss/1.0/': '',
  'http://disqus.com': '',
  'http://disqus.com/disqus-internals': 'dsq:',
  'http://www.w3.org/1999/xhtml': 'xhtml:',
  'http://search.yahoo.com/mrss/': 'media:',
  'http://www.itunes.com/dtds/podcast-1.0.dtd': 'itunes:',
  'http://www.georss.org/georss': 'georss:',
  'http://wellformedweb.org/CommentAPI/': 'wfw:',
  'http://purl.org/rss/1.0/modules/slash/': 'slash:',
};
/** WordPress writes the version into the address: 1.0, 1.1, 1.2. */
const WORDPRESS = /^https?:\/\/wordpress\.org\/export\/[\d.]+\/(excerpt\/)?$/;

function shortName(address: string, prefix: string): string {
  const wordPress = WORDPRESS.exec(address);
  if (wordPress) return wordPress[1] ? 'excerpt:' : 'wp:';
  return NAMESPACES[address] ?? NAMESPACES[address.replace(/^https:/, 'http:')] ?? (prefix === '' ? '' : `${prefix}:`);
}

/** The namespaces in force at an element: prefix → short name. */
export type Scope = ReadonlyMap<string, string>;

/** What is in force outside the root. A feed without a namespace is taken for Atom: nothing else has that root. */
export function outerScope(root: string): Scope {
  return new Map([['', root === 'feed' ? 'atom:' : '']]);
}

/** The namespaces in force inside an element with these attributes. */
export function innerScope(outer: Scope, attributes: Readonly<Record<string, string>>): Scope {
  let scope: Map<string, string> | null = null;
  for (const name in attributes) {
    if (!name.startsWith('xmlns')) continue;
    const prefix = name === 'xmlns' ? '' : name.startsWith('xmlns:') ? name.slice(6) : null;
    if (prefix !== null) (scope ??= new Map(outer)).set(prefix, shortName(attributes[name] ?? '', prefix));
  }
  return scope ?? outer;
}

/** The name of an element or attribute in short form. A prefix nobody declared stands for itself: exports forget to declare `app:`. */
export function resolvedName(name: string, scope: Scope): string {
  const colon = name.indexOf(':');
  if (colon < 0) return (scope.get('') ?? '') + name;
  const prefix = name.slice(0, colon);
  return (scope.get(prefix) ?? `${prefix}:`) + name.slice(colon + 1);
}
