import { isReferenceLine } from '../bibliography/is-reference-line';
import { splitBibliography } from '../bibliography/split-bibliography';
import type { FailedItem, ImportedArticle, ImportedContent } from './imported-content';
import { languageOf, writeBody } from './plain-text-body';
import { readByline } from './plain-text-byline';
import { findComments, readComments } from './plain-text-comments';
import { dateInName, isDateLine, parseDateLine } from './plain-text-dates';
import { parseDayList } from './plain-text-day-list';
import type { DayTitle } from './plain-text-day-title';
import { parseDayTitle } from './plain-text-day-title';
import type { PlainLine } from './plain-text-lines';
import { findControlCharacter, toLines, toParagraphs } from './plain-text-lines';
import { shortSlug, slugOf } from './plain-text-slug';
import { summarise } from './plain-text-summary';

const FORMAT = 'plain-text';
/** A first line longer than this is a paragraph of a post without title. */
const LONGEST_TITLE = 300;

/** What stands above the body. */
interface Head { date: Date | null; title: string; authors: string[]; body: PlainLine[]; failed: FailedItem[] }

/** Takes dateline, title and byline off the top; each may be missing. */
function readHead(lines: readonly PlainLine[]): Head {
  const full = lines.flatMap(({ raw }, at) => (raw === '' ? [] : [at]));
  const lineAt = (nth: number): PlainLine => lines[full[nth] ?? lines.length] ?? { raw: '', text: '', indent: 0 };
  const date = parseDateLine(lineAt(0).text);
  const titleAt = isDateLine(lineAt(0).text) ? 1 : 0;
  const failed = titleAt === 1 && !date ? [{ item: `dateline "${lineAt(0).raw}"`, reason: 'expected a day of the calendar; the post is read without its date, correct the line and import again' }] : [];
  const line = lineAt(titleAt);
  if (line.raw.length > LONGEST_TITLE) return { date, title: summarise(line.raw) ?? '', authors: [], body: lines.slice(full[titleAt]), failed };
  const authors = readByline(lineAt(titleAt + 1));
  const lastOfHead = full[titleAt + (authors.length > 0 ? 1 : 0)] ?? lines.length;
  return { date, title: line.raw.replace(/\s+/g, ' '), authors, body: lines.slice(lastOfHead + 1), failed };
}

/** The date of a post without dateline: the one in its file name, unless the title names another day. */
function dateFromName(name: string, day: DayTitle | null): Date | null {
  const date = dateInName(name);
  const agrees = !day || (date?.getUTCMonth() === day.month - 1 && date.getUTCDate() === day.day);
  return agrees ? date : null;
}

/** The first words of prose: subheadings, captions and the head of a reviewed book are passed over. */
function summaryOf(paragraphs: readonly string[]): string | null {
  const prose = paragraphs.find((text) => (text.length > 80 || /[.!?…:][”’"')]*$/.test(text)) && !isReferenceLine(text.slice(0, 2000)));
  return summarise(prose ?? paragraphs[0] ?? '');
}

/** A post of which only the head was read; `read` gives the rest. */
interface Post { title: string; key: string; read(): { article: ImportedArticle; failed: FailedItem[] } }

function openPost(lines: readonly PlainLine[], name: string): Post {
  const commentsAt = findComments(lines);
  const head = readHead(lines.slice(0, commentsAt));
  const day = parseDayTitle(head.title);
  const publishedAt = head.date ?? dateFromName(name, day);
  const fullSlug = slugOf(head.title);
  const key = `${publishedAt?.toISOString().slice(0, 10) ?? 'undated'} ${fullSlug}`;
  const read = (): { article: ImportedArticle; failed: FailedItem[] } => {
    const below = readComments(lines.slice(commentsAt));
    const found = splitBibliography(head.body.map(({ raw, indent }) => ' '.repeat(indent) + raw));
    const body = found ? head.body.toSpliced(found.start, found.end - found.start) : head.body;
    const list = day ? parseDayList(body, day, 'LISTED') : { events: [], entries: [] };
    const paragraphs = day ? list.entries : toParagraphs(body).map((paragraph) => paragraph.map(({ raw }) => raw).join('\n'));
    const daySlug = day && [slugOf(day.head), publishedAt?.getUTCFullYear()].filter((part) => part !== undefined).join('-');
    const article: ImportedArticle = {
      key,
      title: head.title,
      slug: shortSlug(daySlug ?? fullSlug),
      url: null,
      summary: day ? (day.rest || null) : summaryOf(paragraphs),
      ...writeBody(paragraphs),
      language: languageOf([head.title, ...paragraphs.slice(0, 20)].join('\n')),
      status: 'PUBLISHED',
      publishedAt,
      authors: head.authors,
      tags: [],
      bibliography: found?.lines ?? [],
      comments: below.comments,
      events: [...list.events, ...below.events],
    };
    return { article, failed: [...head.failed, ...below.failed].map(({ item, reason }) => ({ item: `${name}, ${item}`, reason })) };
  };
  return { title: head.title, key, read };
}

/**
 * Opens one post in plain text: its head is read at once, the rest when it is asked for. Otherwise as readPlainText.
 * @param text the decoded text of the file
 * @param hints.name the file's name, `-` for standard input: it may hold the date, and failed items name it
 */
export function openPlainText(text: string, { name }: { name: string }): ImportedContent {
  const content: ImportedContent = { format: FORMAT, origin: { name: null, url: null }, articles: [], failed: [] };
  const fail = (reason: string): ImportedContent => ({ ...content, failed: [{ item: name, reason }] });
  const control = findControlCharacter(text);
  if (control) {
    const code = control.code.toString(16).toUpperCase().padStart(2, '0');
    return fail(`expected plain text, found the control character 0x${code} at character ${control.at}: the file is binary or in another charset; save it as UTF-8 text`);
  }
  const lines = toLines(text);
  if (lines.every(({ raw }) => raw === '')) return fail('the file is empty');
  const { title, key } = openPost(lines, name);
  if (title === '') return fail('expected a title in the first lines, found only comments or a date: put the title on the line below the date');
  // Until it is read only its text is kept: it waits with hundreds of others, and its lines are many small objects.
  const whole = `${name}\n${text}`;
  return { ...content, articles: [{ key, text: whole, read: () => openPost(toLines(whole.slice(name.length + 1)), name).read() }] };
}

/**
 * Reads one post in plain text: dateline, title, byline, paragraphs, bibliography, comments, and the list of events when the post is a
 * "This Day In … History". Pure, in time linear in the text. An empty or binary text gives no article and one failed item.
 */
export function readPlainText(text: string, hints: { name: string }): ImportedContent & { articles: ImportedArticle[] } {
  const { articles, ...content } = openPlainText(text, hints);
  const read = articles.map((item) => ('read' in item ? item.read() : { article: item, failed: [] }));
  return { ...content, articles: read.map(({ article }) => article), failed: [...content.failed, ...read.flatMap(({ failed }) => failed)] };
}
