import { InvalidInput } from '../errors';

/** Control characters but tab and line ends, halves of surrogate pairs and non-characters: no text has them. */
const NO_TEXT = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]|\p{Cs}/u;

/** How long a text of an input may be, in characters; `line`: it has no line ends and no tabs. */
export interface TextLimits { most: number; line?: boolean }

/** A text of an input as it is kept, byte for byte; InvalidInput with the field when it is blank, too long, or has what no text has. */
export function requireText(text: string, field: string, { most, line = false }: TextLimits): string {
  const wrong = NO_TEXT.exec(text) ?? (line ? /[\t\r\n\u2028\u2029]/.exec(text) : null);
  if (wrong) throw new InvalidInput(field, `text without control characters${line ? ' on one line' : ''}`, `U+${wrong[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')} at ${wrong.index}`);
  const length = lengthOf(text);
  if (length > most) throw new InvalidInput(field, `at most ${most} characters`, `${length} characters`);
  if (!/[^\s\p{Cf}]/u.test(text)) throw new InvalidInput(field, 'text that is not blank', text);
  return text;
}

/** The same of a text that may be left out: null then. */
export function optionalText(text: string | null | undefined, field: string, limits: TextLimits): string | null {
  return text == null ? null : requireText(text, field, limits);
}

/** In characters: a pair of surrogates is one. */
function lengthOf(text: string): number {
  let pairs = 0;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xd800) pairs += 1;
  return text.length - pairs;
}
