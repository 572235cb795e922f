import { createHash } from 'node:crypto';
import type { UnreadArticle } from '../imported-content';
import { dateProblems, unreadArticle, webAddress } from './build-article';
import { instantOf } from './instants';
import type { NotKept } from './not-kept';
import { type XmlElement, childOf, childText, childrenOf, htmlInside, textOf } from './xml-element';

/** What a channel says for all its items. */
export interface Channel { title: string | null; url: string | null; language: string | null }

/** The id of an item, as the feed gives it; null when it gives none. */
export function itemId(item: XmlElement): string | null {
  return childText(item, 'guid') ?? item.attributes['rdf:about'] ?? childText(item, 'link');
}

/** Elements of an item that are shown elsewhere or not at all. */
const NOT_KEPT = ['enclosure', 'source', 'media:content', 'media:thumbnail', 'media:group', 'itunes:duration', 'georss:point', 'slash:comments', 'wfw:commentRss'];

/** Reads one item of RSS 2.0 or 1.0; null when there is nothing in it that could be an article. */
export function rssArticle(item: XmlElement, channel: Channel, now: Date, notKept: NotKept): UnreadArticle | null {
  const guid = childOf(item, 'guid');
  const permalink = guid && guid.attributes.isPermaLink !== 'false' ? webAddress(textOf(guid)) : null; // RSS 2.0: true unless it says otherwise
  const about = webAddress(item.attributes['rdf:about']);
  const encoded = childOf(item, 'content:encoded') ?? childOf(item, 'xhtml:body');
  const description = childText(item, 'description') ?? '';
  const html = encoded ? (encoded.name === 'xhtml:body' ? htmlInside(encoded) : textOf(encoded).trim()) : description;
  const title = childText(item, 'title') ?? childText(item, 'dc:title') ?? '';
  const link = childText(item, 'link') ?? childOf(item, 'atom:link')?.attributes.href ?? null;
  if (title === '' && html === '' && itemId(item) === null) return null;
  for (const name of NOT_KEPT) notKept.add(name, childrenOf(item, name).length);
  const date = childText(item, 'pubDate') ?? childText(item, 'dc:date') ?? childText(item, 'dcterms:issued') ?? childText(item, 'atom:published');
  const publishedAt = instantOf(date);
  const creators = childrenOf(item, 'dc:creator').map(textOf);
  return unreadArticle({
    key: itemId(item) ?? createHash('sha256').update(title + html).digest('hex').slice(0, 16),
    title, html, url: link ?? permalink ?? about, base: item.attributes['xml:base'] ?? channel.url, summary: encoded && description ? description : null,
    language: item.attributes['xml:lang'] ?? childText(item, 'dc:language') ?? channel.language, publishedAt,
    status: publishedAt !== null && publishedAt > now ? 'DRAFT' : 'PUBLISHED',
    authors: creators.length > 0 ? creators : [childText(item, 'author') ?? childText(item, 'itunes:author')],
    tags: [...childrenOf(item, 'category'), ...childrenOf(item, 'dc:subject')].map(textOf),
    problems: dateProblems(itemId(item) ?? `line ${item.line}`, date, publishedAt),
  });
}
