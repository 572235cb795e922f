import { parseDocument } from 'yaml';
import { markdownHtml } from '../../html/markdown';
import type { FailedItem, ImportedContent } from '../imported-content';
import { slugOf } from '../plain-text-slug';
import { dateProblems, unreadArticle } from './build-article';
import { made, partsOf } from './content-parts';
import { instantOf } from './instants';
import { fieldOf, listAt, textAt } from './json-fields';
import { NotKept } from './not-kept';
import type { ReaderHints } from './reader';
import { whole } from './whole';

const FRONT_MATTER = /^\s*---[ \t]*\n([^]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/;
/** Front matter that cannot be read may say that the post is a draft. */
const BROKEN = Symbol('broken front matter');
const KNOWN = new Set('title date published_at publishdate published draft author authors tags categories category slug permalink url lang language description summary excerpt layout'.split(' '));

/** Reads one post in Markdown (CommonMark with the tables of GitHub), with front matter in YAML or none. */
export async function* readMarkdown(chunks: AsyncIterable<Uint8Array>, hints: ReaderHints): AsyncGenerator<ImportedContent> {
  const notKept = new NotKept();
  const { text, problems } = await whole(chunks, hints.charset ?? null);
  const emit = partsOf('markdown', null, hints.url ?? null);
  const failed: FailedItem[] = problems.map((problem) => ({ ...problem, item: `${hints.name}, ${problem.item}` }));
  const source = text.replace(/\r\n?/g, '\n');
  const [all = '', yaml = ''] = FRONT_MATTER.exec(source) ?? [];
  const document = parseDocument(yaml, { schema: 'core', logLevel: 'silent' });
  const [error] = document.errors;
  if (error) failed.push({ item: `${hints.name}, line ${1 + (error.linePos?.[0].line ?? 1)}`, reason: `expected YAML as front matter: ${error.message.split('\n', 1)[0] ?? ''}; the post is read without it, as a draft` });
  if (all === '' && /^\s*---[ \t]*\n\s*[\w-]+:/.test(source)) failed.push({ item: `${hints.name}, line 1`, reason: 'expected --- below the front matter, found none: close it' });
  const article = made(hints.name, () => articleOf(error ? BROKEN : document.toJS({ maxAliasCount: 20 }) as unknown, source.slice(all.length), hints, notKept));
  yield emit({ articles: 'value' in article ? [article.value] : [], failed: 'value' in article ? failed : [...failed, article.failed], notKept: notKept.take() });
}

function articleOf(matter: unknown, markdown: string, { url, now, name }: ReaderHints, notKept: NotKept): ReturnType<typeof unreadArticle> {
  const lower = typeof matter === 'object' && matter !== null ? Object.fromEntries(Object.entries(matter).map(([key, value]) => [key.toLowerCase(), value])) : {};
  for (const key of Object.keys(lower)) if (!KNOWN.has(key)) notKept.add(`front matter "${key.slice(0, 40)}"`);
  const [heading = '', headed] = /^\s*# +(.{1,300})\n/.exec(markdown) ?? [];
  const title = textAt(lower, 'title') ?? headed ?? '';
  const body = textAt(lower, 'title') === null ? markdown.slice(heading.length) : markdown;
  const written = textAt(lower, 'date') ?? textAt(lower, 'published_at') ?? textAt(lower, 'publishdate');
  const publishedAt = instantOf(written);
  const slug = textAt(lower, 'slug');
  const address = textAt(lower, 'permalink') ?? textAt(lower, 'url');
  const draft = matter === BROKEN || fieldOf(lower, 'draft') === true || fieldOf(lower, 'published') === false || (publishedAt !== null && publishedAt > now);
  const key = address ?? `${publishedAt?.toISOString().slice(0, 10) ?? 'undated'} ${slug ?? slugOf(title || markdown.slice(0, 200))}`;
  return unreadArticle({
    key, title, html: markdownHtml(body),
    url: address, base: url ?? null, slug, summary: ['description', 'summary', 'excerpt'].map((field) => textAt(lower, field)).find((text) => text !== null) ?? null,
    language: textAt(lower, 'lang') ?? textAt(lower, 'language'), publishedAt, status: draft ? 'DRAFT' : 'PUBLISHED',
    authors: namesOf(lower, 'author', 'authors'), tags: namesOf(lower, 'tags', 'categories', 'category'), problems: dateProblems(name, written, publishedAt),
  }, { markup: 'text/markdown', body });
}

/** Names under any of the keys: a list, a list of objects with names, or a text with commas. */
function namesOf(matter: unknown, ...keys: string[]): (string | null)[] {
  return keys.flatMap((key) => {
    const list = listAt(matter, key);
    if (list.length > 0) return list.map((item) => textAt(item) ?? textAt(item, 'name'));
    const text = textAt(matter, key);
    return text === null ? [textAt(matter, key, 'name')] : key.startsWith('author') ? [text] : text.split(',');
  });
}
