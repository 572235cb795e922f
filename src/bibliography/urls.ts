import type { Draft, Span } from './draft';
import { afterTitle, record, take } from './draft';

const ADDRESS = /(?:https?:\s?\/\/|\bwww\.|ftp:\/\/)\s?[^\s<>"“”«»\u0000|]*/gi;
/** Dates have slashes too: these two ask cheaply whether there is an address at all. */
const HAS_ADDRESS = /\/\/|www\./i;
const HAS_BARE_DOMAIN = /[a-z]\/(?<=\.(?:com|org|net|edu|gov|info|mil|int|io|uk|fr|de|it|es|ca|eu|ch|nl|be)\/)/i;
const BARE_DOMAIN = /(?<![\p{L}\p{N}@./-])(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|info|mil|int|io|co\.uk|ac\.uk|gov\.uk|fr|de|it|es|ca|eu|ch|nl|be)\/[^\s<>"“”«»\u0000|]+/giu;
const DOI = /(?<![\p{L}\p{N}])(?:doi\s?:?\s*|https?:\/\/(?:dx\.|www\.)?doi\.org\/|https?:\/\/doi:)?(10\.\d{4,9}\/[^\s<>"“”\u0000]+)/iu;
const DOI_LABEL = /(?<![\p{L}\p{N}])doi\s?:?\s*$/iu;
const MARKDOWN_LINK = /\[([^[\]\u0000]{0,300})\]\((https?:\/\/[^\s()\u0000]+(?:\([^\s()\u0000]*\)[^\s()\u0000]*)*)\)/g;

/** Takes markdown links, web addresses and the DOI out of the line; the first address and the first DOI are fields. */
export function takeUrls(draft: Draft): void {
  const from = afterTitle(draft).start;
  const text = draft.work.slice(from);
  if (!text.includes('/') && !text.includes('www.')) return;
  if (text.includes('](')) takeMarkdownLinks(draft);
  if (text.includes('10.')) takeDoi(draft);
  if (HAS_ADDRESS.test(text)) takeAddresses(draft, from, ADDRESS);
  if (HAS_BARE_DOMAIN.test(text)) takeAddresses(draft, from, BARE_DOMAIN);
}

function takeAddresses(draft: Draft, from: number, pattern: RegExp): void {
  for (const match of draft.work.slice(from).matchAll(pattern)) {
    const start = from + match.index;
    const end = addressEnd(draft, start, start + match[0].length);
    if (end - start < 8) continue;
    recordAddress(draft, { start, end }, 'web-address');
    take(draft, { start, end });
  }
}

/** "[label](address)": the label stays text when it is a title, and goes when it only repeats the site. */
function takeMarkdownLinks(draft: Draft): void {
  for (const match of draft.work.slice(draft.start).matchAll(MARKDOWN_LINK)) {
    const start = draft.start + match.index;
    const [whole, label = '', address = ''] = match;
    const at = start + whole.length - 1 - address.length;
    recordAddress(draft, { start: at, end: at + address.length }, 'markdown-link');
    const isTitle = /\s/.test(label.trim()) && !/^https?:/.test(label);
    take(draft, isTitle ? { start, end: start + 1 } : { start, end: start + whole.length });
    if (isTitle) take(draft, { start: start + 1 + label.length, end: start + whole.length });
  }
}

function recordAddress(draft: Draft, span: Span, rule: string): void {
  if (draft.fields.some((found) => found.name === 'url')) return;
  record(draft, 'url', span, rule, 0.98, draft.raw.slice(span.start, span.end).replace(/\s+/g, ''));
}

/** Where an address ends: not with the sentence's punctuation or a bracket it did not open, and past the spaces a line break put into it. */
function addressEnd(draft: Draft, start: number, firstEnd: number): number {
  let end = firstEnd;
  for (let round = 0; round < 12; round++) {
    const last = draft.work.charAt(end - 1);
    const next = /^\s([^\s<>"“”«»\u0000|]+)/.exec(draft.work.slice(end, end + 300))?.[1];
    if (next === undefined) break;
    const broken = (/[/_=?&%-]/.test(last) && /^[\p{Ll}\p{N}%_~/-]/u.test(next) && /[/._=\-\d]|^\p{Ll}+$/u.test(next) && !/^(?:and|or|in|accessed|retrieved|last|on|consulté|\d{1,2}$)/i.test(next))
      || /^[/_=?&]\S/.test(next) || (last === '.' && /^(?:com|org|net|edu|gov|html?|pdf|php|aspx?)\b/i.test(next));
    if (!broken) break;
    end += 1 + next.length;
  }
  let brackets = 0;
  for (const character of draft.raw.slice(start, end)) brackets += character === '(' ? 1 : character === ')' ? -1 : 0;
  while (end > start && /[.,;:\]'’”»>…)]/.test(draft.raw.charAt(end - 1))) {
    if (draft.raw.charAt(end - 1) === ')') {
      if (brackets >= 0) break;
      brackets++;
    }
    end--;
  }
  return end;
}

/** A DOI written as such; one inside a web address is both. */
function takeDoi(draft: Draft): void {
  const text = draft.work.slice(draft.start);
  const match = DOI.exec(text);
  if (match?.[1] === undefined) return;
  const inAddress = /^https?:/i.test(match[0]);
  const start = draft.start + match.index + match[0].length - match[1].length;
  const end = addressEnd(draft, start, start + match[1].length);
  record(draft, 'doi', { start, end }, inAddress ? 'doi-address' : 'doi', 0.98, draft.raw.slice(start, end).replace(/\s+/g, ''));
  if (inAddress || DOI_LABEL.test(text.slice(0, match.index))) {
    if (inAddress) recordAddress(draft, { start: draft.start + match.index, end }, 'doi-address');
  }
  take(draft, { start: draft.start + match.index, end });
}
