import { createHash } from 'node:crypto';
import type { FailedItem, ImportedComment, ImportedEvent } from './imported-content';
import { parseDateTimeLine } from './plain-text-dates';
import { parseDayList } from './plain-text-day-list';
import { parseDayTitle } from './plain-text-day-title';
import type { PlainLine } from './plain-text-lines';
import { toParagraphs } from './plain-text-lines';

/** What stands below the post: comments, and the events of another post's teaser that leaked in after them. */
export interface BelowPost { comments: ImportedComment[]; events: ImportedEvent[]; failed: FailedItem[] }

const MARKER = /^(?:(?:no|\d{1,6}) comments?|comments):?$/i;
const HEAD = /^(\S.{0,79}?) said(?:\.\.\.|…)$/;

const isHead = (line: PlainLine | undefined): boolean => line !== undefined && line.raw.length <= 90 && HEAD.test(line.text);

/**
 * Index of the line that opens the comments: "No comments:", "2 comments:" with a comment or a teaser somewhere below it, or "Comments" right above one.
 * The number of lines where there is none.
 */
export function findComments(lines: readonly PlainLine[]): number {
  const last = lines.findLastIndex((line) => isHead(line) || parseDayTitle(line.text) !== null);
  const end = lines.findLastIndex(({ raw }) => raw !== '');
  const headBelow = (i: number): boolean => isHead(lines.slice(i + 1).find(({ raw }) => raw !== ''));
  const at = lines.findIndex(({ raw, text }, i) => raw.length <= 20 && MARKER.test(text)
    && (/^c/i.test(text) ? headBelow(i) : i < last || i === end || /^no/i.test(text)));
  return at < 0 ? lines.length : at;
}

/** Indexes of the "NAME said..." lines. A sentence that ends so is told from a head by its words, when there are more heads than comments. */
function findHeads(lines: readonly PlainLine[], count: number): number[] {
  const heads = lines.flatMap((line, at) => (isHead(line) && !lines[at - 1]?.raw ? [at] : []));
  if (heads.length <= count) return heads;
  return heads.filter((at, nth) => nth === 0 || !/[,;:“”"?!]|(?:\S+\s+){5}/.test(HEAD.exec(lines[at]?.text ?? '')?.[1] ?? ''));
}

/** Reads one comment: its head, its paragraphs and, where the last line is only a date or a date and a time, when it was written (UTC). */
function readComment(lines: readonly PlainLine[]): Pick<ImportedComment, 'authorName' | 'body' | 'createdAt'> {
  const authorName = HEAD.exec(lines[0]?.text ?? '')?.[1] ?? '';
  const text = lines.slice(1);
  const last = text.findLastIndex(({ raw }) => raw !== '');
  const onlyDate = text.findIndex(({ raw }) => raw !== '') === last;
  const createdAt = onlyDate ? null : parseDateTimeLine(text[last]?.text ?? '');
  const paragraphs = toParagraphs(createdAt ? text.slice(0, last) : text);
  return { authorName, createdAt, body: paragraphs.map((paragraph) => paragraph.map(({ raw }) => raw).join('\n')).join('\n\n') };
}

/**
 * Reads the comments and the teaser from the marker line on. A comment indented deeper than one above answers the nearest such one.
 * Keys are made of name, time and text, so that a comment keeps its key when another is added or removed above it.
 */
export function readComments(lines: readonly PlainLine[]): BelowPost {
  const [marker, ...below] = lines;
  const count = Number(/^\d+/.exec(marker?.text ?? '')?.[0] ?? (/^c/i.test(marker?.text ?? '') ? Infinity : 0));
  const lastHead = findHeads(below, count).at(-1) ?? -1;
  const firstWords = lastHead < 0 ? -1 : below.findIndex(({ raw }, at) => at > lastHead && raw !== ''); // a comment may begin like a teaser
  const teaserAt = below.findIndex((line, at) => at > lastHead && at !== firstWords && parseDayTitle(line.text) !== null && !below[at - 1]?.raw);
  const said = teaserAt < 0 ? below : below.slice(0, teaserAt);
  const heads = findHeads(said, count);

  const failed: FailedItem[] = toParagraphs(said.slice(0, heads[0] ?? said.length)).map((paragraph) => ({
    item: `comments: "${(paragraph[0]?.raw ?? '').slice(0, 60)}"`, reason: 'expected a line "NAME said..." before the text of the first comment; put one above it',
  }));
  const uses = new Map<string, number>();
  const open: { indent: number; key: string }[] = [];
  const comments = heads.map((at, nth): ImportedComment => {
    const comment = readComment(said.slice(at, heads[nth + 1] ?? said.length));
    const hash = createHash('sha256').update(JSON.stringify([comment.authorName, comment.createdAt, comment.body])).digest('hex').slice(0, 16);
    const use = (uses.get(hash) ?? 0) + 1;
    uses.set(hash, use);
    const key = use === 1 ? hash : `${hash}-${use}`;
    const indent = said[at]?.indent ?? 0;
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const parentKey = open.at(-1)?.key ?? null;
    open.push({ indent, key });
    return { key, parentKey, status: 'APPROVED', ...comment };
  });

  const title = parseDayTitle(below[teaserAt]?.text ?? '');
  const events = title ? parseDayList(below.slice(teaserAt + 1), title, 'TEASER', title.rest).events : [];
  return { comments, events, failed };
}
