import type { ImportedContent, ImportedStandAloneComment, UnreadArticle } from '../imported-content';
import { authorsOf, htmlOf, linkOf } from './atom-parts';
import { dateProblems, unreadArticle } from './build-article';
import { buildComment } from './build-comment';
import { failureOf, made, partsOf } from './content-parts';
import { instantOf } from './instants';
import { NotKept } from './not-kept';
import type { ReaderHints } from './reader';
import { readXml } from './xml';
import { type XmlElement, childOf, childText, childrenOf, textOf } from './xml-element';

const KIND = 'http://schemas.google.com/g/2005#kind';
const LABEL = 'http://www.blogger.com/atom/ns#';
const idOf = (entry: XmlElement): string | null => childText(entry, 'atom:id');
const kindOf = (entry: XmlElement): string =>
  childrenOf(entry, 'atom:category').find(({ attributes }) => attributes.scheme === KIND)?.attributes.term?.replace(/^.*#/, '') ?? 'entry without kind';

/**
 * Reads Blogger's classic export (and its feeds, which have the same form): posts, pages and comments in one list, in any order.
 * Settings and templates are passed over. Comments name their post by its id.
 */
export async function* readBloggerExport(chunks: AsyncIterable<Uint8Array>, hints: ReaderHints): AsyncGenerator<ImportedContent> {
  const notKept = new NotKept();
  let title: string | null = null;
  let url: string | null = hints.url ?? null;
  const emit = (part: Partial<ImportedContent>): ImportedContent => partsOf('blogger', title, url)(part);
  for await (const part of readXml(chunks, hints.charset ?? null, ['atom:feed'])) {
    if ('problem' in part) {
      yield emit({ failed: [failureOf(part, hints.name, idOf)] });
      continue;
    }
    const { element } = part;
    if (element.name === 'atom:title') title = textOf(element).trim() || null;
    else if (element.name === 'atom:link' && element.attributes.rel === 'alternate') url = element.attributes.href ?? url;
    if (element.name !== 'atom:entry') continue;
    const kind = kindOf(element);
    const item = idOf(element) ?? `line ${element.line}`;
    if (kind === 'post' || kind === 'page') {
      const article = made(item, () => articleOf(element, kind, hints, url, notKept));
      yield emit('value' in article ? { articles: [article.value] } : { failed: [article.failed] });
    } else if (kind === 'comment') {
      const comment = made(item, () => commentOf(element));
      yield emit('value' in comment ? { comments: [comment.value] } : { failed: [comment.failed] });
    } else notKept.add(kind);
  }
  yield emit({ notKept: notKept.take() });
}

function articleOf(entry: XmlElement, kind: string, { now }: ReaderHints, base: string | null, notKept: NotKept): UnreadArticle {
  const published = childText(entry, 'atom:published');
  const publishedAt = instantOf(published);
  const control = childOf(entry, 'app:control');
  const draft = control !== null && childText(control, 'app:draft') === 'yes';
  const url = linkOf(entry, 'alternate');
  notKept.add('enclosure', childrenOf(entry, 'atom:link').filter(({ attributes }) => attributes.rel === 'enclosure').length);
  notKept.add('updated', childText(entry, 'atom:updated') === null ? 0 : 1);
  notKept.add('location', childOf(entry, 'georss:featurename') ? 1 : 0);
  if (kind === 'page') notKept.add('kind "page"');
  return unreadArticle({
    key: idOf(entry) ?? url ?? `${textOf(entry).slice(0, 200)}`,
    title: htmlOf(childOf(entry, 'atom:title')), html: htmlOf(childOf(entry, 'atom:content') ?? childOf(entry, 'atom:summary')),
    url, base, language: null, publishedAt, problems: dateProblems(idOf(entry) ?? `line ${entry.line}`, published, publishedAt),
    status: draft || (publishedAt !== null && publishedAt > now) ? 'DRAFT' : 'PUBLISHED',
    authors: authorsOf(entry), tags: childrenOf(entry, 'atom:category').filter(({ attributes }) => attributes.scheme === LABEL).map(({ attributes }) => attributes.term),
  });
}

function commentOf(entry: XmlElement): ImportedStandAloneComment {
  const id = idOf(entry) ?? '';
  const answered = childOf(entry, 'thr:in-reply-to')?.attributes;
  // The comment it answers is linked as a feed, ".../comments/default/C"; ids of one blog differ in their last number.
  const parent = /\/comments\/default\/(\d+)/.exec(linkOf(entry, 'related') ?? '')?.[1];
  const removed = childrenOf(entry, 'gd:extendedProperty').some(({ attributes }) => attributes.name === 'blogger.contentRemoved' && attributes.value === 'true');
  return {
    ...buildComment({
      key: id, parentKey: parent === undefined ? null : id.replace(/\d+$/, parent), authorName: authorsOf(entry)[0] ?? null, html: htmlOf(childOf(entry, 'atom:content')),
      status: removed ? 'REJECTED' : 'APPROVED', statusReason: removed ? 'removed in Blogger' : null, createdAt: instantOf(childText(entry, 'atom:published')),
    }),
    articleKey: answered?.ref ?? null,
    articleUrl: answered?.href ?? null,
  };
}
