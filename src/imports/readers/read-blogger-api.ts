import type { ImportedContent, ImportedStandAloneComment, UnreadArticle } from '../imported-content';
import { dateProblems, unreadArticle } from './build-article';
import { bloggerCommentStatus } from './blogger-status';
import { buildComment } from './build-comment';
import { made, partsOf } from './content-parts';
import { instantOf } from './instants';
import { listAt, textAt } from './json-fields';
import { readJson } from './json';
import { NotKept } from './not-kept';
import type { ReaderHints } from './reader';

/** The id that exports of the same blog have, so that a post that comes in both ways is one. */
function idOf(value: unknown, id: string | null): string | null {
  const blog = textAt(value, 'blog', 'id');
  return id === null ? null : blog === null ? `post-${id}` : `tag:blogger.com,1999:blog-${blog}.post-${id}`;
}

/** Reads answers of the Blogger API, version 3: lists of posts, pages or comments, or one of them. */
export async function* readBloggerApi(chunks: AsyncIterable<Uint8Array>, hints: ReaderHints): AsyncGenerator<ImportedContent> {
  const notKept = new NotKept();
  const single: Record<string, unknown> = {};
  let site: string | null = hints.url ?? null;
  const emit = (part: Partial<ImportedContent>): ImportedContent => partsOf('blogger-api', null, site)(part);
  const give = (value: unknown, line: number): ImportedContent => {
    const url = textAt(value, 'url');
    if (url !== null && URL.canParse(url)) site ??= `${new URL(url).origin}/`;
    const item = textAt(value, 'id') ?? `${hints.name}, line ${line}`;
    const read = made(item, () => (textAt(value, 'kind') === 'blogger#comment' ? { comments: [commentOf(value)] } : { articles: [articleOf(value, hints, notKept)] }));
    return emit('value' in read ? read.value : { failed: [read.failed] });
  };
  for await (const part of readJson(chunks, hints.charset ?? null, ['items'])) {
    if ('problem' in part) yield emit({ failed: [{ ...part.problem, item: `${hints.name}, ${part.problem.item}` }] });
    else if (part.path === 'items[]' || part.path === '[]') yield give(part.value, part.line);
    else single[part.path] = part.value;
  }
  if (/^blogger#(?:post|page|comment)$/.test(textAt(single, 'kind') ?? '')) yield give(single, 1);
  yield emit({ notKept: notKept.take() });
}

function articleOf(post: unknown, { now }: ReaderHints, notKept: NotKept): UnreadArticle {
  const key = idOf(post, textAt(post, 'id'));
  if (key === null) throw new Error('expected a post with an id, found none');
  const date = textAt(post, 'published');
  const publishedAt = instantOf(date);
  const status = textAt(post, 'status') ?? 'LIVE';
  if (textAt(post, 'kind') === 'blogger#page') notKept.add('kind "page"');
  notKept.add('updated', textAt(post, 'updated') === null ? 0 : 1);
  notKept.add('location', textAt(post, 'location', 'name') === null ? 0 : 1);
  return unreadArticle({
    key, title: textAt(post, 'title') ?? '', html: textAt(post, 'content') ?? '', url: textAt(post, 'url'), language: null, publishedAt,
    status: /TRASH|DELETED/.test(status) ? 'WITHDRAWN' : status === 'LIVE' && (publishedAt === null || publishedAt <= now) ? 'PUBLISHED' : 'DRAFT',
    authors: [textAt(post, 'author', 'displayName')], tags: listAt(post, 'labels').map((label) => textAt(label)), problems: dateProblems(key, date, publishedAt),
  });
}

function commentOf(comment: unknown): ImportedStandAloneComment {
  const key = idOf(comment, textAt(comment, 'id'));
  if (key === null) throw new Error('expected a comment with an id, found none');
  return {
    ...buildComment({
      key, parentKey: idOf(comment, textAt(comment, 'inReplyTo', 'id')), authorName: textAt(comment, 'author', 'displayName'), html: textAt(comment, 'content') ?? '',
      ...bloggerCommentStatus(textAt(comment, 'status') ?? 'LIVE', false), createdAt: instantOf(textAt(comment, 'published')),
    }),
    articleKey: idOf(comment, textAt(comment, 'post', 'id')),
    articleUrl: null,
  };
}
