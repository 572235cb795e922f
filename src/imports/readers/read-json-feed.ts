import { escapeHtml } from '../../html/escape';
import type { ImportedContent, UnreadArticle } from '../imported-content';
import { dateProblems, unreadArticle } from './build-article';
import { made, partsOf } from './content-parts';
import { instantOf } from './instants';
import { fieldOf, listAt, textAt } from './json-fields';
import { readJson } from './json';
import { NotKept } from './not-kept';
import type { ReaderHints } from './reader';

/** What the feed says for all its items. */
interface Feed { title: string | null; url: string | null; language: string | null; authors: (string | null)[] }

/** Names of `authors` (1.1) or of `author` (1.0). */
const authorsOf = (value: unknown): (string | null)[] => {
  const many = listAt(value, 'authors').map((author) => textAt(author, 'name'));
  return many.length > 0 ? many : [textAt(value, 'author', 'name')];
};

/** Reads a JSON Feed, version 1.0 or 1.1 (jsonfeed.org). */
export async function* readJsonFeed(chunks: AsyncIterable<Uint8Array>, hints: ReaderHints): AsyncGenerator<ImportedContent> {
  const notKept = new NotKept();
  const feed: Feed = { title: null, url: hints.url ?? null, language: null, authors: [] };
  const emit = (part: Partial<ImportedContent>): ImportedContent => partsOf('json-feed', feed.title, feed.url)(part);
  for await (const part of readJson(chunks, hints.charset ?? null, ['items'])) {
    if ('problem' in part) {
      yield emit({ failed: [{ ...part.problem, item: `${hints.name}, ${part.problem.item}` }] });
      continue;
    }
    const { path, value } = part;
    if (path === 'title') feed.title = textAt(value);
    else if (path === 'home_page_url') feed.url = textAt(value) ?? feed.url;
    else if (path === 'language') feed.language = textAt(value);
    else if (path === 'author' || path === 'authors') feed.authors = authorsOf({ [path]: value });
    if (path !== 'items[]') continue;
    const item = textAt(value, 'id') ?? `${hints.name}, line ${part.line}`;
    const article = made(item, () => articleOf(value, feed, hints, notKept));
    yield emit('value' in article ? { articles: [article.value] } : { failed: [article.failed] });
  }
  yield emit({ notKept: notKept.take() });
}

function articleOf(item: unknown, feed: Feed, { now }: ReaderHints, notKept: NotKept): UnreadArticle {
  const url = textAt(item, 'url') ?? textAt(item, 'external_url');
  const key = textAt(item, 'id') ?? url;
  if (key === null) throw new Error('expected an object with an id (JSON Feed 1.1, "items"), found none');
  const date = textAt(item, 'date_published');
  const publishedAt = instantOf(date);
  const own = authorsOf(item).filter((name) => name !== null);
  notKept.add('attachments', listAt(item, 'attachments').length);
  for (const name of ['image', 'banner_image', 'date_modified']) notKept.add(name, fieldOf(item, name) === undefined ? 0 : 1);
  return unreadArticle({
    key, title: textAt(item, 'title') ?? '', html: textAt(item, 'content_html') ?? paragraphs(textAt(item, 'content_text') ?? ''),
    url, base: feed.url, summary: textAt(item, 'summary'), language: textAt(item, 'language') ?? feed.language, publishedAt,
    status: publishedAt !== null && publishedAt > now ? 'DRAFT' : 'PUBLISHED', authors: own.length > 0 ? own : feed.authors,
    tags: listAt(item, 'tags').map((tag) => textAt(tag)), problems: dateProblems(key, date, publishedAt),
  });
}

const paragraphs = (text: string): string => text.split(/\n\s*\n/).filter((part) => part.trim() !== '').map((part) => `<p>${escapeHtml(part.trim()).replaceAll('\n', '<br>')}</p>`).join('');
