import { createHash } from 'node:crypto';
import { absoluteUrl } from '../../html/absolute-links';
import type { UnreadArticle, ImportedContent, ImportedStandAloneComment } from '../imported-content';
import { authorsOf, htmlOf, linkOf } from './atom-parts';
import { dateProblems, singleLine, unreadArticle } from './build-article';
import { buildComment } from './build-comment';
import { failureOf, made, partsOf } from './content-parts';
import { instantOf } from './instants';
import { NotKept } from './not-kept';
import type { ReaderHints } from './reader';
import { readXml } from './xml';
import { type XmlElement, childOf, childText, childrenOf, textOf } from './xml-element';

/** What the feed says for all its entries. */
interface Feed { title: string | null; url: string | null; base: string | null; language: string | null; authors: string[] }

const idOf = (entry: XmlElement): string | null => childText(entry, 'atom:id') ?? linkOf(entry, 'alternate');

/** Reads an Atom feed (RFC 4287, and 0.3). An entry that answers another one (RFC 4685) is a comment. */
export async function* readAtom(chunks: AsyncIterable<Uint8Array>, hints: ReaderHints): AsyncGenerator<ImportedContent> {
  const notKept = new NotKept();
  const feed: Feed = { title: null, url: hints.url ?? null, base: hints.url ?? null, language: null, authors: [] };
  const emit = (part: Partial<ImportedContent>): ImportedContent => partsOf('atom', feed.title, feed.url)(part);
  for await (const part of readXml(chunks, hints.charset ?? null, ['atom:feed'])) {
    if ('problem' in part) {
      yield emit({ failed: [failureOf(part, hints.name, idOf)] });
      continue;
    }
    const { element, around: [root] } = part;
    feed.language ??= root?.attributes['xml:lang'] ?? null;
    if (root?.attributes['xml:base']) feed.base = root.attributes['xml:base'];
    if (element.name === 'atom:title') feed.title = singleLine(htmlOf(element)) || null;
    else if (element.name === 'atom:author') feed.authors.push(childText(element, 'atom:name') ?? '');
    else if (element.name === 'atom:link' && (element.attributes.rel ?? 'alternate') === 'alternate') feed.url = element.attributes.href ?? feed.url;
    if (element.name !== 'atom:entry') continue;
    const item = idOf(element) ?? `${hints.name}, line ${element.line}`;
    const read = made(item, () => (childOf(element, 'thr:in-reply-to') ? { comments: [commentOf(element)] } : { articles: articleOf(element, feed, hints, notKept) }));
    if ('failed' in read) yield emit({ failed: [read.failed] });
    else if (read.value.articles?.length === 0) yield emit({ failed: [{ item, reason: 'expected an id, a title or a text in the entry, found none' }] });
    else yield emit(read.value);
  }
  yield emit({ notKept: notKept.take() });
}

function articleOf(entry: XmlElement, feed: Feed, { now }: ReaderHints, notKept: NotKept): UnreadArticle[] {
  const content = childOf(entry, 'atom:content');
  const base = [entry, content].reduce((outer, element) => absoluteUrl(element?.attributes['xml:base'] ?? '', outer ?? '') || outer, feed.base ?? feed.url);
  const link = linkOf(entry, 'alternate');
  const title = htmlOf(childOf(entry, 'atom:title'));
  const summary = htmlOf(childOf(entry, 'atom:summary'));
  const html = htmlOf(content) || summary;
  const id = idOf(entry) ?? (title || html ? createHash('sha256').update(title + html).digest('hex').slice(0, 16) : null);
  if (id === null) return [];
  const date = childText(entry, 'atom:published') ?? childText(entry, 'atom:issued') ?? childText(entry, 'atom:updated') ?? childText(entry, 'atom:modified');
  const publishedAt = instantOf(date);
  const authors = authorsOf(entry);
  if (childText(entry, 'atom:published') && childText(entry, 'atom:updated')) notKept.add('updated');
  for (const name of ['atom:contributor', 'atom:rights', 'atom:source']) notKept.add(name.slice(5), childrenOf(entry, name).length);
  notKept.add('enclosure', childrenOf(entry, 'atom:link').filter(({ attributes }) => attributes.rel === 'enclosure').length);
  if (content?.attributes.src) notKept.add('content elsewhere');
  const draft = childOf(entry, 'app:control');
  return [unreadArticle({
    key: id, title, html, url: link, base, summary: content && summary ? summary : null, publishedAt,
    language: entry.attributes['xml:lang'] ?? feed.language, authors: authors.length > 0 ? authors : feed.authors,
    tags: childrenOf(entry, 'atom:category').map(({ attributes }) => attributes.label ?? attributes.term),
    status: (publishedAt !== null && publishedAt > now) || (draft && childText(draft, 'app:draft') === 'yes') ? 'DRAFT' : 'PUBLISHED',
    problems: dateProblems(id, date, publishedAt),
  })];
}

function commentOf(entry: XmlElement): ImportedStandAloneComment {
  const answered = childOf(entry, 'thr:in-reply-to')?.attributes;
  const key = idOf(entry);
  // Blogger: an answer to a comment names its post, and the comment by a link to it; their ids differ in the number at the end.
  const parent = /\/comments\/default\/(\d+)$/.exec(linkOf(entry, 'related') ?? '')?.[1];
  const removed = childrenOf(entry, 'gd:extendedProperty').some(({ attributes }) => attributes.name === 'blogger.contentRemoved' && attributes.value === 'true');
  return {
    ...buildComment({
      status: removed ? 'REJECTED' : 'APPROVED', statusReason: removed ? 'removed in Blogger' : null,
      key: key ?? textOf(entry).slice(0, 200), parentKey: parent === undefined ? null : key?.replace(/\d+$/, parent) ?? null, authorName: authorsOf(entry)[0] ?? null,
      html: htmlOf(childOf(entry, 'atom:content') ?? childOf(entry, 'atom:summary')), createdAt: instantOf(childText(entry, 'atom:published') ?? childText(entry, 'atom:updated')),
    }),
    articleKey: answered?.ref ?? null,
    articleUrl: answered?.href ?? null,
  };
}
