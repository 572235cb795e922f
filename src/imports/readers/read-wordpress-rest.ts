import type { ImportedContent, ImportedStandAloneComment, UnreadArticle } from '../imported-content';
import { dateProblems, unreadArticle } from './build-article';
import { buildComment } from './build-comment';
import { made, partsOf } from './content-parts';
import { instantOf } from './instants';
import { fieldOf, listAt, textAt } from './json-fields';
import { readJson } from './json';
import { NotKept } from './not-kept';
import type { ReaderHints } from './reader';
import { commentStatus, postStatus } from './wordpress-status';

/** Reads answers of the WordPress REST API (wp/v2): arrays of posts, pages, comments or users, each alone or together as `posts`, `comments`, `users` of an object. */
export async function* readWordPressRest(chunks: AsyncIterable<Uint8Array>, hints: ReaderHints): AsyncGenerator<ImportedContent> {
  const notKept = new NotKept();
  const names = new Map<string, string>();
  let site: string | null = hints.url ?? null;
  const emit = (part: Partial<ImportedContent>): ImportedContent => partsOf('wordpress-rest', null, site)(part);
  for await (const part of readJson(chunks, hints.charset ?? null, ['posts', 'pages', 'comments', 'users'])) {
    if ('problem' in part) {
      yield emit({ failed: [{ ...part.problem, item: `${hints.name}, ${part.problem.item}` }] });
      continue;
    }
    const { path, value } = part;
    if (!path.endsWith('[]')) continue;
    const link = textAt(value, 'link');
    if (link !== null && URL.canParse(link)) site ??= `${new URL(link).origin}/`;
    const id = textAt(value, 'id');
    const named = (what: string): string => (id === null ? `${hints.name}, line ${part.line}` : `${what} ${id}`);
    if (fieldOf(value, 'author_name') !== undefined && fieldOf(value, 'post') !== undefined) {
      const comment = made(named('comment'), () => commentOf(value));
      yield emit('value' in comment ? { comments: [comment.value] } : { failed: [comment.failed] });
    } else if (fieldOf(value, 'title') === undefined && textAt(value, 'name') !== null) {
      names.set(textAt(value, 'id') ?? '', textAt(value, 'name') ?? '');
      notKept.add('user');
    } else {
      const article = made(named('post'), () => articleOf(value, names, hints, notKept));
      yield emit('value' in article ? { articles: [article.value] } : { failed: [article.failed] });
    }
  }
  yield emit({ notKept: notKept.take() });
}

/** A time of the site without zone (`date`), or the same in UTC (`date_gmt`), which is preferred. */
const dateOf = (value: unknown): string | null => textAt(value, 'date_gmt') ?? textAt(value, 'date');

function articleOf(post: unknown, names: ReadonlyMap<string, string>, { now }: ReaderHints, notKept: NotKept): UnreadArticle {
  const id = textAt(post, 'id');
  if (id === null) throw new Error('expected a post with an id, found none');
  const date = dateOf(post);
  const publishedAt = instantOf(date);
  const embedded = listAt(post, '_embedded', 'author').map((author) => textAt(author, 'name')).filter((name) => name !== null);
  const author = textAt(post, 'author') ?? '';
  const tags = listAt(post, '_embedded', 'wp:term').flatMap((terms) => (Array.isArray(terms) ? terms.map((term: unknown) => textAt(term, 'name')) : []));
  if (embedded.length === 0 && author !== '' && !names.has(author)) notKept.add('author known by number only');
  notKept.add('term known by number only', tags.length > 0 ? 0 : listAt(post, 'tags').length + listAt(post, 'categories').length);
  notKept.add('modified date', textAt(post, 'modified_gmt') === null ? 0 : 1);
  notKept.add('featured picture', (textAt(post, 'featured_media') ?? '0') === '0' ? 0 : 1);
  return unreadArticle({
    key: `post-${id}`, title: textAt(post, 'title', 'rendered') ?? textAt(post, 'title') ?? '', html: textAt(post, 'content', 'rendered') ?? '', url: textAt(post, 'link'),
    slug: textAt(post, 'slug'), summary: textAt(post, 'excerpt', 'rendered'), language: null, publishedAt,
    status: postStatus(textAt(post, 'status') ?? 'publish', { password: fieldOf(post, 'content', 'protected') === true, publishedAt, now }),
    authors: embedded.length > 0 ? embedded : [names.get(author)], tags, problems: dateProblems(`post ${id}`, date, publishedAt),
  });
}

function commentOf(comment: unknown): ImportedStandAloneComment {
  const id = textAt(comment, 'id');
  if (id === null) throw new Error('expected a comment with an id, found none');
  const parent = textAt(comment, 'parent');
  const post = textAt(comment, 'post');
  return {
    ...buildComment({
      key: id, parentKey: parent === '0' ? null : parent, authorName: textAt(comment, 'author_name'), html: textAt(comment, 'content', 'rendered') ?? '',
      ...commentStatus(textAt(comment, 'status') ?? 'approved', textAt(comment, 'type') ?? ''), createdAt: instantOf(dateOf(comment)),
    }),
    articleKey: post === null ? null : `post-${post}`,
    articleUrl: textAt(comment, 'link'),
  };
}
