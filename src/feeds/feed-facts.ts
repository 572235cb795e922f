import { readJson } from '../imports/readers/json';
import { type XmlPart, readXml } from '../imports/readers/xml';
import { type XmlElement, childrenOf, textOf } from '../imports/readers/xml-element';
import type { Format } from '../imports/read-content';
import { type WebLink, relations } from './link-header';

/** What a feed says of itself beside its items. */
export interface FeedFacts {
  title: string | null;
  /** Absolute: `next`, `prev-archive` (RFC 5005), `hub`, `self` (WebSub). */
  links: WebLink[];
  /** It has everything there is (RFC 5005, 2): what it lacks is gone. */
  complete: boolean;
  /** How many items there are on all pages (OpenSearch), where the feed says. */
  total: number | null;
  /** In lower case; empty where the feed does not say. */
  generator: string;
  /** It does not break off: its last element is closed. */
  whole: boolean;
}

const xmlFormats: readonly Format[] = ['atom', 'blogger', 'blogger-takeout', 'rss', 'rss1', 'wxr', 'disqus'];
const jsonFormats: readonly Format[] = ['json-feed', 'wordpress-rest', 'blogger-api', 'csl-json', 'commento', 'timelinejs', 'on-this-day'];

/** Reads what stands around the items of a feed. Pure. */
export async function feedFacts(bytes: Uint8Array, format: Format, charset: string | null, address: string): Promise<FeedFacts> {
  const facts: FeedFacts = { title: null, links: [], complete: false, total: null, generator: '', whole: true };
  if (xmlFormats.includes(format)) {
    facts.whole = /<\/(?:[\w.-]+:)?(?:feed|rss|rdf|disqus)\s*>/i.test(asciiTail(bytes));
    for await (const part of readXml(once(bytes), charset, ['atom:feed', 'rss', 'rss/channel', 'rdf:RDF', 'rdf:RDF/channel'])) addXml(facts, part, address);
  } else if (jsonFormats.includes(format)) {
    for await (const part of readJson(once(bytes), charset, ['items'])) {
      if ('value' in part) addJson(facts, part.path, part.value, address);
      else facts.whole = false;
    }
  }
  return facts;
}

/** The end of a document; what stands behind its root is at most a remark of a cache. Zeros are dropped: UTF-16 has one a letter. */
function asciiTail(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(Math.max(0, bytes.length - 4000))).toString('latin1').replaceAll('\0', '');
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

function addXml(facts: FeedFacts, part: XmlPart, address: string): void {
  if ('problem' in part) return; // the reader of the format tells it
  for (const element of part.element.name === 'channel' ? childrenOf(part.element) : [part.element]) addElement(facts, element, address);
}

function addElement(facts: FeedFacts, { name, attributes, ...element }: XmlElement, address: string): void {
  const text = (): string => textOf({ name, attributes, ...element }).trim();
  if (name === 'title' || name === 'atom:title') facts.title ??= text().replace(/\s+/g, ' ').slice(0, 200) || null;
  else if (name === 'generator' || name === 'atom:generator') facts.generator ||= text().toLowerCase();
  else if (/^openSearch:totalResults$/i.test(name)) facts.total ??= /^\d{1,9}$/.test(text()) ? Number(text()) : null;
  else if (name === 'fh:complete') facts.complete = true;
  else if (name === 'atom:link') addLink(facts, attributes.href, attributes.rel, address);
}

function addJson(facts: FeedFacts, path: string, value: unknown, address: string): void {
  if (path === 'title' && typeof value === 'string') facts.title = value.trim().slice(0, 200) || null;
  else if (path === 'next_url' && typeof value === 'string') addLink(facts, value, 'next', address);
  else if (path === 'feed_url' && typeof value === 'string') addLink(facts, value, 'self', address);
  else if (path === 'hubs' && Array.isArray(value)) {
    for (const hub of value as { type?: unknown; url?: unknown }[]) if (hub.type === 'WebSub' && typeof hub.url === 'string') addLink(facts, hub.url, 'hub', address);
  }
}

function addLink(facts: FeedFacts, href: string | undefined, rel: string | undefined, address: string): void {
  if (href === undefined || !URL.canParse(href, address) || facts.links.length >= 50) return;
  facts.links.push({ href: new URL(href, address).href, rel: relations(rel ?? 'alternate'), type: null, title: null });
}
