/** One line of a plain-text post. */
export interface PlainLine {
  /** As written, without the spaces around it. */
  raw: string;
  /** For recognising: as `raw`, with a plain space for every kind of space. */
  text: string;
  /** Columns before the first character; a tab counts as four. */
  indent: number;
}

/** Control characters are what tells a binary file from a text. */
const CONTROL = /[\u0000-\u0008\u000E-\u001F\u007F]/;

/** Where the first control character of a text stands (from 0) and its code; null for a text that has none. */
export function findControlCharacter(text: string): { code: number; at: number } | null {
  const at = text.search(CONTROL);
  return at < 0 ? null : { code: text.charCodeAt(at), at };
}

/** A space that is no plain one. */
const OTHER_SPACE = /[^\S ]/;

/** Cuts a text into lines: any line end, byte order mark and spaces at the end dropped, indentation counted. */
export function toLines(text: string): PlainLine[] {
  return text.split(/\r\n|[\n\r\f\v\u0085\u2028\u2029]/).map((line) => {
    const raw = line.trim(); // takes a byte order mark off, too
    let indent = 0;
    if (raw !== '') for (let i = 0; line.charAt(i).trim() === ''; i++) indent += line.charAt(i) === '\t' ? 4 : 1;
    return { raw, text: OTHER_SPACE.test(raw) ? raw.replace(/\s/g, ' ') : raw, indent };
  });
}

/** Groups lines into paragraphs: runs of lines between blank lines. */
export function toParagraphs(lines: readonly PlainLine[]): PlainLine[][] {
  const paragraphs: PlainLine[][] = [];
  let open: PlainLine[] | null = null;
  for (const line of lines) {
    if (line.raw === '') open = null;
    else if (open) open.push(line);
    else paragraphs.push(open = [line]);
  }
  return paragraphs;
}
