import { wordPressHtml } from '../../html/wordpress-body';
import type { ImportedContent, UnreadArticle } from '../imported-content';
import { unreadArticle, webAddress } from './build-article';
import type { CommentInFormat } from './build-comment';
import { failureOf, made, partsOf } from './content-parts';
import { instantOf } from './instants';
import { NotKept } from './not-kept';
import { personName } from './person-name';
import type { ReaderHints } from './reader';
import { commentStatus, postStatus } from './wordpress-status';
import { readXml } from './xml';
import { type XmlElement, childOf, childText, childrenOf, textOf } from './xml-element';

/** What the channel says for all items; `names` gives the display name of a login. */
interface Site { title: string | null; url: string | null; language: string | null; names: Map<string, string>; /** Ids that were used. */ ids: Set<number> }

const idOf = (item: XmlElement): string | null => {
  const id = childText(item, 'wp:post_id');
  return id === null ? childText(item, 'guid') ?? childText(item, 'link') : `post-${id}`;
};

/**
 * Reads a WordPress export (WXR 1.0–1.2): posts and pages with their comments; bodies as WordPress shows them.
 * Attachments, menus, revisions and the types of plug-ins are counted and passed over.
 */
export async function* readWordPressExport(chunks: AsyncIterable<Uint8Array>, hints: ReaderHints): AsyncGenerator<ImportedContent> {
  const notKept = new NotKept();
  const site: Site = { title: null, url: hints.url ?? null, language: null, names: new Map(), ids: new Set() };
  const emit = (part: Partial<ImportedContent>): ImportedContent => partsOf('wxr', site.title, site.url)(part);
  for await (const part of readXml(chunks, hints.charset ?? null, ['rss', 'rss/*'])) {
    if ('problem' in part) {
      yield emit({ failed: [failureOf(part, hints.name, idOf)] });
      continue;
    }
    const { element } = part;
    if (element.name === 'title') site.title = textOf(element).trim() || null;
    else if (element.name === 'link') site.url = textOf(element).trim() || site.url;
    else if (element.name === 'language') site.language = textOf(element).trim() || null;
    else if (element.name === 'wp:author') site.names.set(childText(element, 'wp:author_login') ?? '', authorName(element));
    if (element.name !== 'item') continue;
    const type = childText(element, 'wp:post_type') ?? 'post';
    if (type !== 'post' && type !== 'page') {
      notKept.add(`type "${type}"`);
      continue;
    }
    const item = idOf(element) ?? `${hints.name}, line ${element.line}`;
    const article = made(item, () => articleOf(element, type, site, hints.now, notKept));
    yield emit('value' in article ? { articles: [article.value] } : { failed: [article.failed] });
  }
  yield emit({ notKept: notKept.take() });
}

function authorName(author: XmlElement): string {
  const full = [childText(author, 'wp:author_first_name'), childText(author, 'wp:author_last_name')].filter((part) => part !== null).join(' ');
  return personName(childText(author, 'wp:author_display_name')) ?? personName(full) ?? '';
}

function articleOf(item: XmlElement, type: string, site: Site, now: Date, notKept: NotKept): UnreadArticle {
  const status = childText(item, 'wp:status') ?? 'publish';
  const publishedAt = instantOf(childText(item, 'wp:post_date_gmt')) ?? pubDate(item) ?? instantOf(childText(item, 'wp:post_date'));
  const body = textOf(childOf(item, 'content:encoded') ?? item).trim();
  const { html, dropped } = wordPressHtml(body);
  for (const [name, count] of Object.entries(dropped)) notKept.add(name, count);
  if (type === 'page') notKept.add('type "page"');
  notKept.add('postmeta', childrenOf(item, 'wp:postmeta').length);
  notKept.add('modified date', childOf(item, 'wp:post_modified_gmt') ? 1 : 0);
  notKept.add('sticky', childText(item, 'wp:is_sticky') === '1' ? 1 : 0);
  const password = childText(item, 'wp:post_password') !== null;
  notKept.add('password', password ? 1 : 0);
  const login = childText(item, 'dc:creator') ?? '';
  const slug = childText(item, 'wp:post_name');
  const id = Number(childText(item, 'wp:post_id') ?? NaN);
  const twice = site.ids.has(id); // by hand or by a broken plug-in: both posts are kept
  site.ids.add(id);
  notKept.add('id that another post has', twice ? 1 : 0);
  return unreadArticle({
    key: `${idOf(item) ?? publishedAt?.toISOString() ?? 'undated'}${twice || idOf(item) === null ? ` ${slug ?? childText(item, 'title') ?? ''}` : ''}`,
    title: childText(item, 'title') ?? '', html: childOf(item, 'content:encoded') ? html : '',
    url: webAddress(childText(item, 'link')), base: site.url, slug: slug && decoded(slug), summary: childText(item, 'excerpt:encoded'), language: site.language,
    status: postStatus(status, { password, publishedAt, now }), publishedAt, authors: [site.names.get(login) ?? login],
    tags: childrenOf(item, 'category').filter(({ attributes: { domain } }) => domain === 'category' || domain === 'post_tag' || domain === 'tag').map(textOf),
    comments: childrenOf(item, 'wp:comment').map((comment) => commentOf(comment, notKept)),
  }, { markup: 'text/x-wordpress', body: childOf(item, 'content:encoded') ? body : '' });
}

/** Drafts have the beginning of Unix time, or of none at all, for a date. */
function pubDate(item: XmlElement): Date | null {
  const date = instantOf(childText(item, 'pubDate'));
  return date && date.getTime() > 0 ? date : null;
}

/** Addresses of other scripts than Latin are percent-encoded in an export. */
function decoded(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug; // a percent sign that encodes nothing
  }
}

function commentOf(comment: XmlElement, notKept: NotKept): CommentInFormat {
  const parent = childText(comment, 'wp:comment_parent');
  const createdAt = instantOf(childText(comment, 'wp:comment_date_gmt')) ?? instantOf(childText(comment, 'wp:comment_date'));
  notKept.add('commentmeta', childrenOf(comment, 'wp:commentmeta').length);
  notKept.add('address of a comment author', childText(comment, 'wp:comment_author_url') === null ? 0 : 1);
  return {
    key: childText(comment, 'wp:comment_id') ?? `${createdAt?.toISOString() ?? ''} ${childText(comment, 'wp:comment_author') ?? ''}`,
    parentKey: parent === null || parent === '0' ? null : parent, authorName: childText(comment, 'wp:comment_author'),
    html: wordPressHtml(childText(comment, 'wp:comment_content') ?? '').html, createdAt,
    ...commentStatus(childText(comment, 'wp:comment_approved') ?? '', childText(comment, 'wp:comment_type') ?? ''),
  };
}
