import type { ImportedContent, ImportedStandAloneComment, UnreadArticle } from '../imported-content';
import { authorsOf, htmlOf, linkOf } from './atom-parts';
import { bloggerCommentStatus } from './blogger-status';
import { dateProblems, unreadArticle } from './build-article';
import { buildComment } from './build-comment';
import { failureOf, made, partsOf } from './content-parts';
import { instantOf } from './instants';
import { NotKept } from './not-kept';
import type { ReaderHints } from './reader';
import { readXml } from './xml';
import { type XmlElement, childOf, childText, childrenOf, textOf } from './xml-element';

const idOf = (entry: XmlElement): string | null => childText(entry, 'atom:id');

/**
 * Reads the `feed.atom` of a Google Takeout: posts, pages and comments with their type and status in elements of Blogger's own (2018).
 * It names no host, so an article has a slug and no address, unless `hints.url` says where the blog is.
 */
export async function* readBloggerTakeout(chunks: AsyncIterable<Uint8Array>, hints: ReaderHints): AsyncGenerator<ImportedContent> {
  const notKept = new NotKept();
  let title: string | null = null;
  const emit = (part: Partial<ImportedContent>): ImportedContent => partsOf('blogger-takeout', title, hints.url ?? null)(part);
  for await (const part of readXml(chunks, hints.charset ?? null, ['atom:feed'])) {
    if ('problem' in part) {
      yield emit({ failed: [failureOf(part, hints.name, idOf)] });
      continue;
    }
    const { element } = part;
    if (element.name === 'atom:title') title = textOf(element).trim() || null;
    if (element.name !== 'atom:entry') continue;
    const type = childText(element, 'blogger:type') ?? 'entry without type';
    const item = idOf(element) ?? `line ${element.line}`;
    if (type === 'POST' || type === 'PAGE') {
      const article = made(item, () => articleOf(element, type, hints, notKept));
      yield emit('value' in article ? { articles: [article.value] } : { failed: [article.failed] });
    } else if (type === 'COMMENT') {
      const comment = made(item, () => commentOf(element));
      yield emit('value' in comment ? { comments: [comment.value] } : { failed: [comment.failed] });
    } else notKept.add(type);
  }
  yield emit({ notKept: notKept.take() });
}

function articleOf(entry: XmlElement, type: string, { now, url: site }: ReaderHints, notKept: NotKept): UnreadArticle {
  const published = childText(entry, 'atom:published');
  const publishedAt = instantOf(published);
  const live = childText(entry, 'blogger:status') === 'LIVE';
  const scheduled = publishedAt !== null && publishedAt > now;
  const path = childText(entry, 'blogger:filename');
  const url = linkOf(entry, 'alternate') ?? (site && path ? new URL(path, site).href : null);
  if (type === 'PAGE') notKept.add('type "PAGE"');
  for (const name of ['atom:enclosure', 'blogger:location', 'blogger:metaDescription']) {
    const child = childOf(entry, name);
    if (child && name !== 'blogger:metaDescription' && (textOf(child).trim() !== '' || Object.keys(child.attributes).length > 0)) notKept.add(name.slice(name.indexOf(':') + 1));
  }
  if (childText(entry, 'atom:updated') !== null) notKept.add('updated');
  return unreadArticle({
    key: idOf(entry) ?? path ?? textOf(entry).slice(0, 200),
    title: htmlOf(childOf(entry, 'atom:title')), html: htmlOf(childOf(entry, 'atom:content')),
    url, slug: path?.split('/').at(-1)?.replace(/\.html?$/, '') ?? null, summary: childText(entry, 'blogger:metaDescription'), language: null,
    publishedAt, problems: dateProblems(idOf(entry) ?? `line ${entry.line}`, published, publishedAt),
    status: childText(entry, 'blogger:trashed') !== null ? 'WITHDRAWN' : live && !scheduled ? 'PUBLISHED' : 'DRAFT',
    authors: authorsOf(entry), tags: childrenOf(entry, 'atom:category').map(({ attributes }) => attributes.term),
  });
}

function commentOf(entry: XmlElement): ImportedStandAloneComment {
  const status = childText(entry, 'blogger:status') ?? 'unknown';
  const trashed = childText(entry, 'blogger:trashed') !== null;
  return {
    ...buildComment({
      key: idOf(entry) ?? '', parentKey: childText(entry, 'blogger:inReplyTo'), authorName: authorsOf(entry)[0] ?? null, html: htmlOf(childOf(entry, 'atom:content')),
      ...bloggerCommentStatus(status, trashed), createdAt: instantOf(childText(entry, 'blogger:created') ?? childText(entry, 'atom:published')),
    }),
    articleKey: childText(entry, 'blogger:parent'),
    articleUrl: null,
  };
}
