import { isOneOf, SPACES } from './characters';
import type { Draft } from './draft';
import { take } from './draft';

const SPACE_OR_MARK = /^[\s\u0000\u200b\u200e\u200f\ufeff]+/;
const LABEL = /^(?:\[\^?[\w-]{1,12}\]:?|\(\d{1,3}\)|\d{1,3}(?:[.)]\s|\t)|[¹²³⁰⁴-⁹]{1,4}|[·•▪◦‣*–—-]\s|\^\d{0,3}|\d{1,3}\s(?=\p{Lu}))\s*/u;

/** What an endnote says before the reference. */
const POINTER = /^(?:see(?: also| for example| e\.g\.)?,?|cf\.|quoted in|cited in|e\.g\.,?|for example,?|vgl\.|voir)\s+(?=[\p{Lu}"“‘«])/iu;

const SAME = /^(?:[—–―]{2,6}|_{2,8}|-{2,6}|—(?=[.,]))(?=[\s.,(:])/;

/** Takes dashes that stand for the authors of the line before. */
export function takeSameAuthors(draft: Draft): void {
  const dashes = SAME.exec(draft.raw.slice(draft.start, draft.start + 10));
  if (!dashes) return;
  draft.sameAuthors = { start: draft.start, end: draft.start + dashes[0].length };
  take(draft, draft.sameAuthors);
  draft.start = draft.sameAuthors.end;
  while (isOneOf(`${SPACES}.,:`, draft.raw, draft.start)) draft.start++;
}

/** Takes numbering, bullets and footnote labels off the front: "[^2]:", "48.", "(8)", "³", "·". */
export function takeLabel(draft: Draft): void {
  for (let round = 0; round < 2; round++) { // a bullet may stand before a number
    const space = SPACE_OR_MARK.exec(draft.raw.slice(draft.start, draft.start + 200));
    if (space) draft.start += space[0].length;
    const label = LABEL.exec(draft.raw.slice(draft.start, draft.start + 24));
    if (!label) break;
    take(draft, { start: draft.start, end: draft.start + label[0].length });
    draft.start += label[0].length;
    draft.signs.add('reference-label');
  }
  const pointer = POINTER.exec(draft.raw.slice(draft.start, draft.start + 40));
  if (pointer) draft.start += pointer[0].length;
}
