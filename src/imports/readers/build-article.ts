import { absoluteLinks, absoluteUrl } from '../../html/absolute-links';
import { plainTextOf } from '../../html/plain-text';
import { sanitise } from '../../html/sanitise';
import type { FailedItem, ImportedArticle, ImportedEvent, UnreadArticle } from '../imported-content';
import type { Original } from '../original';
import { languageOf } from '../plain-text-body';
import { parseDayList } from '../plain-text-day-list';
import { parseDayTitle } from '../plain-text-day-title';
import { toLines } from '../plain-text-lines';
import { shortSlug, slugOf } from '../plain-text-slug';
import { summarise } from '../plain-text-summary';
import { cutBibliography } from './bibliography-in-html';
import { type CommentInFormat, buildComment } from './build-comment';
import { cleanText } from './decoded-text';
import { personName } from './person-name';

/** An article as a format has it, before anything is derived. */
export interface ArticleInFormat {
  /** The id the format gives it. */
  key: string;
  /** HTML or text; empty when the format has none. */
  title: string;
  /** As the format has it, not yet safe. */
  html: string;
  url: string | null;
  /** What relative links are resolved against where `url` is not known. */
  base?: string | null | undefined;
  /** What the format proposes for the address; made from `url` or the title without it. */
  slug?: string | null;
  summary?: string | null;
  language: string | null;
  status: ImportedArticle['status'];
  publishedAt: Date | null;
  authors: readonly (string | null | undefined)[];
  tags: readonly (string | null | undefined)[];
  /** The comments that stand with it in the format. */
  comments?: readonly CommentInFormat[];
  /** What could not be read of it; the rest of the article is imported. */
  problems?: readonly FailedItem[];
}

/** Says of a date that is written but none: the item is read without it. */
export function dateProblems(item: string, written: string | null, date: Date | null): FailedItem[] {
  return written === null || date !== null ? [] : [{ item, reason: `expected a date as in RFC 3339 or RFC 822, found "${written.slice(0, 60)}": read without it` }];
}

const LONGEST_TITLE = 80;

/** An article that is built when it is known to have changed: sanitising is most of the work of an import. `written` is its body where that was no HTML. */
export function unreadArticle(given: ArticleInFormat, written: Pick<Original, 'markup' | 'body'> = { markup: 'text/html', body: given.html }): UnreadArticle {
  return {
    key: cleanText(given.key), text: JSON.stringify(given), comments: given.comments?.length ?? 0,
    read: () => {
      const article = buildArticle(given);
      return { article, failed: [...given.problems ?? []], original: originalOf(given, written, article.authors) };
    },
  };
}

/** What an article is read from again: its comments are left out, and of its authors the names are kept, as addresses may stand with them. */
function originalOf({ title, url, base, slug, summary, language, status, publishedAt, tags }: ArticleInFormat, { markup, body }: Pick<Original, 'markup' | 'body'>, authors: string[]): Original {
  return { markup, body: cleanText(body), facts: { title, url, base, slug, summary, language, status, publishedAt, authors, tags } };
}

/** Derives what the graph needs of an article: safe HTML with absolute links, its text, title, slug, summary, language, bibliography and the events of a day list. */
export function buildArticle({ key, title: givenTitle, html, url: givenUrl, base, slug, summary, language, status, publishedAt, authors, tags, comments = [] }: ArticleInFormat): ImportedArticle {
  const url = givenUrl === null ? null : webAddress(absoluteUrl(givenUrl, base ?? ''));
  const bodyHtml = sanitise(absoluteLinks(cleanText(html), url ?? base ?? null)).trim();
  const bodyText = plainTextOf(bodyHtml);
  const title = singleLine(givenTitle) || titleFrom(bodyText);
  const day = parseDayTitle(title);
  const { prose, bibliography } = cutBibliography(bodyText);
  return {
    key: cleanText(key),
    title,
    slug: shortSlug(slugOf(slug || lastOfPath(url) || title)),
    url,
    summary: summarise(singleLine(summary ?? '')) ?? (day ? day.rest || null : summarise(prose)),
    bodyHtml,
    bodyText,
    language: language ?? languageOf(`${title}\n${bodyText}`),
    status,
    publishedAt,
    authors: [...new Set(authors.flatMap((author) => personName(cleanText(author ?? '')) ?? []))],
    tags: [...new Set(tags.flatMap((tag) => singleLine(tag ?? '') || []))],
    bibliography,
    comments: comments.map(buildComment),
    events: day ? dayEvents(bodyText, day) : [],
  };
}

function dayEvents(bodyText: string, day: { month: number; day: number }): ImportedEvent[] {
  return parseDayList(toLines(bodyText), day, 'LISTED').events;
}

/** HTML or doubly escaped text as one line of text. */
export function singleLine(html: string): string {
  const text = plainTextOf(cleanText(html)).replace(/\s+/g, ' ').trim();
  return /&(?:#\d+|#x[\da-f]+|amp|quot|apos|lt|gt|nbsp);/i.test(text) ? plainTextOf(text).replace(/\s+/g, ' ').trim() : text;
}

/** The first words of a body stand for a title that is missing. */
function titleFrom(bodyText: string): string {
  const line = bodyText.split('\n', 1)[0] ?? '';
  if (line === '') return 'Untitled';
  if (line.length <= LONGEST_TITLE) return line;
  const cut = line.lastIndexOf(' ', LONGEST_TITLE);
  return `${line.slice(0, cut > 0 ? cut : LONGEST_TITLE)}…`;
}

/** The words of an address: `/2008/07/council-delays-vote.html` is `council-delays-vote`. */
function lastOfPath(url: string | null): string {
  if (url === null) return '';
  const last = new URL(url).pathname.split('/').filter((part) => part !== '').at(-1) ?? '';
  try {
    return decodeURIComponent(last).replace(/\.(?:html?|php|aspx?)$/i, '');
  } catch {
    return last; // a percent sign that encodes nothing
  }
}

/** An address on the web; null for any other, so that no reader has to be told which links are safe. */
export function webAddress(url: string | null | undefined): string | null {
  const text = (url ?? '').trim();
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text).href : null;
}
