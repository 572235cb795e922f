import type { Draft } from './draft';
import { afterTitle, record, take } from './draft';
import { lookFor } from './phrases';

const ISBN = /(?<![\p{L}\p{N}])ISBN(?:-1[03])?:?\s*((?:97[89][\s–-]?)?\d(?:[\s–-]?\d){8}[\s–-]?[\dX])(?![\dX])/iu;
lookFor(['isbn']);

/** Takes the first ISBN of the line; its value has no hyphens. One whose check digit is wrong is no field. */
export function takeIsbn(draft: Draft): void {
  if (!draft.words.has('isbn')) return;
  const { start } = afterTitle(draft);
  const match = ISBN.exec(draft.work.slice(start));
  if (match?.[1] === undefined) return;
  const at = start + match.index + match[0].length - match[1].length;
  const value = match[1].replace(/[\s–-]/g, '').toUpperCase();
  if (isIsbn(value)) record(draft, 'isbn', { start: at, end: at + match[1].length }, 'isbn', 0.99, value);
  take(draft, { start: start + match.index, end: at + match[1].length });
}

/** Whether the check digit is right (ISO 2108: ISBN-10 modulo 11 with weights 10 to 1, ISBN-13 modulo 10 with weights 1 and 3). */
export function isIsbn(value: string): boolean {
  const digits = [...value].map((digit) => (digit === 'X' ? 10 : Number(digit)));
  if (!/^(?:\d{9}[\dX]|\d{13})$/.test(value)) return false;
  if (value.length === 10) return digits.reduce((sum, digit, at) => sum + digit * (10 - at), 0) % 11 === 0;
  return digits.reduce((sum, digit, at) => sum + digit * (at % 2 === 0 ? 1 : 3), 0) % 10 === 0;
}
