import { DomUtils, parseDocument } from 'htmlparser2';
import { shallow } from '../../html/shallow';
import type { ImportedContent } from '../imported-content';
import { dateProblems, unreadArticle, webAddress } from './build-article';
import { partsOf } from './content-parts';
import { instantOf } from './instants';
import { NotKept } from './not-kept';
import type { ReaderHints } from './reader';
import { whole } from './whole';

type Page = ReturnType<typeof parseDocument>;
type Element = NonNullable<ReturnType<typeof DomUtils.findOne>>;

const has = (element: Element, name: string, value: RegExp): boolean => value.test(element.attribs[name] ?? '');
/** Where the article of a page is, the surest first. */
const BODIES: readonly ((element: Element) => boolean)[] = [
  (element) => has(element, 'itemprop', /\barticleBody\b/i),
  (element) => has(element, 'class', /(?:^|\s)(?:post-body|entry-content|post-content|article-body|article-content|e-content)(?:\s|$)/i),
  (element) => element.name === 'article',
  (element) => element.name === 'main' || has(element, 'role', /^main$/i),
  (element) => element.name === 'body',
];
const AROUND = new Set('nav aside footer form script style header noscript button'.split(' '));

/** Reads one page as a browser saves it: the article in it, with what its head says of title, address, writer and date. */
export async function* readHtmlPage(chunks: AsyncIterable<Uint8Array>, hints: ReaderHints): AsyncGenerator<ImportedContent> {
  const notKept = new NotKept();
  const { text, problems } = await whole(chunks, hints.charset ?? null);
  const page = parseDocument(shallow(text));
  const saved = /<!-- saved from url=\(\d+\)(\S{1,2000}) -->/.exec(text.slice(0, 5000))?.[1];
  const url = webAddress(linkOf(page, 'canonical') ?? metaOf(page, 'og:url') ?? saved ?? hints.url);
  const emit = partsOf('html', metaOf(page, 'og:site_name'), url === null ? null : `${new URL(url).origin}/`);
  const body = BODIES.map((is) => DomUtils.findOne(is, page.children)).find((found) => found !== null) ?? null;
  const heading = DomUtils.findOne((element) => element.name === 'h1', page.children);
  const title = metaOf(page, 'og:title') ?? (heading && DomUtils.textContent(heading)) ?? DomUtils.textContent(DomUtils.findOne((element) => element.name === 'title', page.children) ?? []);
  const failed = problems.map((problem) => ({ ...problem, item: `${hints.name}, ${problem.item}` }));
  if (body) removeAround(body, heading);
  const html = DomUtils.getInnerHTML(body ?? page);
  if (title.trim() === '' && DomUtils.textContent(body ?? page).trim() === '') {
    yield emit({ failed: [...failed, { item: hints.name, reason: 'expected a page with a title or a text, found neither' }] });
    return;
  }
  const date = metaOf(page, 'article:published_time') ?? metaOf(page, 'date') ?? metaOf(page, 'dc.date') ?? DomUtils.findOne((element) => element.name === 'time', page.children)?.attribs.datetime ?? null;
  const publishedAt = instantOf(date);
  notKept.add('link to a feed', linkOf(page, 'alternate') === null ? 0 : 1);
  yield emit({
    failed, notKept: notKept.take(),
    articles: [unreadArticle({
      key: url ?? `page ${title.trim()}`, title, html, url, base: hints.url ?? null, summary: metaOf(page, 'description') ?? metaOf(page, 'og:description'),
      language: DomUtils.findOne((element) => element.name === 'html', page.children)?.attribs.lang ?? null, publishedAt, status: 'PUBLISHED',
      authors: [metaOf(page, 'author') ?? metaOf(page, 'article:author')], tags: metaOf(page, 'keywords')?.split(',') ?? [], problems: dateProblems(hints.name, date, publishedAt),
    })],
  });
}

function removeAround(body: Element, heading: Element | null): void {
  for (const element of DomUtils.findAll((inner) => AROUND.has(inner.name), body.children)) DomUtils.removeElement(element);
  if (heading && DomUtils.findOne((inner) => inner === heading, body.children)) DomUtils.removeElement(heading); // it is the title
}

function metaOf(page: Page, name: string): string | null {
  const meta = DomUtils.findOne((element) => element.name === 'meta' && (element.attribs.property ?? element.attribs.name ?? '').toLowerCase() === name, page.children);
  return meta?.attribs.content?.trim() || null;
}

function linkOf(page: Page, rel: string): string | null {
  return DomUtils.findOne((element) => element.name === 'link' && element.attribs.rel === rel, page.children)?.attribs.href ?? null;
}
