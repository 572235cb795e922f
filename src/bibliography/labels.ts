import { isOneOf, kindOf, LETTER, SPACES } from './characters';
import type { Draft } from './draft';
import { take } from './draft';

const SPACE_OR_MARK = /^[\s\u0000\u200b\u200e\u200f\ufeff]+/;
const LABEL = /^(?:\[\^?[\w-]{1,12}\]:?|\(\d{1,3}\)|\d{1,3}(?:[.)]\s|\t)|[¹²³⁰⁴-⁹]{1,4}|[·•▪◦‣*–—-]\s|\^\d{0,3}|\d{1,3}\s(?=\p{Lu}))\s*/u;

/** What an endnote says before the reference. */
const POINTER = /^(?:see(?: also| for example| e\.g\.)?,?|cf\.|quoted in|cited in|e\.g\.,?|for example,?|vgl\.|voir)\s+(?=[\p{Lu}"“‘«])/iu;

const POINTER_STARTS = 'sScCqQeEfFvV';

const SAME = /^(?:[—–―]{2,6}|_{2,8}|-{2,6}|—(?=[.,]))(?=[\s.,(:])/;

const DASH = '—–―_-';

/** Takes dashes that stand for the authors of the line before. */
export function takeSameAuthors(draft: Draft): void {
  if (!isOneOf(DASH, draft.raw, draft.start)) return;
  const dashes = SAME.exec(draft.raw.slice(draft.start, draft.start + 10));
  if (!dashes) return;
  draft.sameAuthors = { start: draft.start, end: draft.start + dashes[0].length };
  take(draft, draft.sameAuthors);
  draft.start = draft.sameAuthors.end;
  while (isOneOf(`${SPACES}.,:`, draft.raw, draft.start)) draft.start++;
}

/** Whether a plain letter stands there: most lines begin with one, and no label does. */
function isPlainLetter(raw: string, at: number): boolean {
  return raw.charCodeAt(at) < 0x80 && kindOf(raw.charCodeAt(at)) === LETTER;
}

/** Takes numbering, bullets and footnote labels off the front: "[^2]:", "48.", "(8)", "³", "·". */
export function takeLabel(draft: Draft): void {
  for (let round = 0; round < 2 && !isPlainLetter(draft.raw, draft.start); round++) { // a bullet may stand before a number
    const space = SPACE_OR_MARK.exec(draft.raw.slice(draft.start, draft.start + 200));
    if (space) draft.start += space[0].length;
    const label = LABEL.exec(draft.raw.slice(draft.start, draft.start + 24));
    if (!label) break;
    take(draft, { start: draft.start, end: draft.start + label[0].length });
    draft.start += label[0].length;
    draft.signs.add('reference-label');
  }
  const pointer = isOneOf(POINTER_STARTS, draft.raw, draft.start) ? POINTER.exec(draft.raw.slice(draft.start, draft.start + 40)) : null;
  if (pointer) draft.start += pointer[0].length;
}
