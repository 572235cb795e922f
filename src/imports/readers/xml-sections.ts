import { Unreadable } from './reader';

const COMMENT = 1 << 18;
const CDATA = 8 * 2 ** 20;
const START = /<!--|<!\[CDATA\[/g;
/** An ampersand that begins no reference and a `<` that begins no tag: both are meant as text. */
const BARE_AMPERSAND = /&(?!(?:#\d{1,7}|#x[\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,30});)/g;
const NUMBERED = /&#(?:(\d{2,5})|x([\da-fA-F]{2,4}));/g;
/** `"`, `&`, `'`, `<`, `>` */
const MARKUP = [0x22, 0x26, 0x27, 0x3C, 0x3E];
const BARE_LESS = /<(?=[\s\d<=>&"'()*+,\-.;|~$%^@#])/g;

/**
 * Takes comments and the contents of CDATA sections out of XML text before it is parsed: they are most of a blog's export, need no parsing,
 * and a search for their end is thirty times as fast. In place of a section's contents stands the number under which `contents` gives them.
 */
export class XmlSections {
  private readonly kept = new Map<string, string>();
  private inside: { end: string; limit: number; parts: string[]; length: number } | null = null;
  private rest = '';
  private number = 0;

  /** The contents of the section of a number, once. */
  contents(section: string): string {
    const number = section.trimEnd(); // line ends stand behind it
    const text = this.kept.get(number) ?? number;
    this.kept.delete(number);
    return text;
  }

  /** What is to be parsed of the next piece; line ends of what is taken out stay, so that lines count right. @throws Unreadable over a limit */
  pass(piece: string): string {
    const text = this.rest + piece;
    let out = '';
    let at = 0;
    for (;;) {
      if (this.inside) {
        const end = text.indexOf(this.inside.end, at);
        if (end < 0) {
          const upTo = Math.max(at, text.length - 2); // the end may be cut in two
          this.take(text.slice(at, upTo));
          this.rest = text.slice(upTo);
          return out;
        }
        this.take(text.slice(at, end));
        out += this.close();
        at = end + 3;
      }
      START.lastIndex = at;
      const start = START.exec(text);
      if (!start) {
        const upTo = text.length - cutAt(text.slice(Math.max(at, text.length - 34)));
        this.rest = text.slice(upTo);
        return out + bared(text.slice(at, upTo));
      }
      out += bared(text.slice(at, start.index));
      this.inside = start[0] === '<!--' ? { end: '-->', limit: COMMENT, parts: [], length: 0 } : { end: ']]>', limit: CDATA, parts: [], length: 0 };
      at = start.index + start[0].length;
    }
  }

  /** What is left when the text has ended: the beginning of a section that was cut is no text. */
  last(): string {
    return this.inside ? '' : bared(this.rest);
  }

  private take(text: string): void {
    if (!this.inside || text === '') return;
    this.inside.parts.push(text);
    this.inside.length += text.length;
    if (this.inside.length > this.inside.limit) throw new Unreadable('', `refused: a comment or a CDATA section of more than ${this.inside.limit} characters`);
  }

  private close(): string {
    const text = this.inside?.parts.join('') ?? '';
    const isComment = this.inside?.end === '-->';
    this.inside = null;
    const lines = text.replace(/[^\n]+/g, '');
    if (isComment) return lines;
    const number = String(this.number++);
    this.kept.set(number, text);
    return `<![CDATA[${number}${lines}]]>`;
  }
}

/** Texts of alphabets that an export writes as references have millions: the parser takes each apart by itself, three times as slow. */
const bared = (text: string): string => text.replace(BARE_LESS, '&lt;').replace(NUMBERED, written).replace(BARE_AMPERSAND, '&amp;');

/** The character of a reference that would be the same if it stood there itself; what means something to XML, and spaces, are left to the parser. */
function written(reference: string, decimal: string | undefined, hexadecimal: string | undefined): string {
  const code = decimal === undefined ? parseInt(hexadecimal ?? '', 16) : Number(decimal);
  const isPlain = code > 0x20 && code < 0xD800 && (code < 0x7F || code > 0xA0) && code !== 0x2028;
  return isPlain && !MARKUP.includes(code) ? String.fromCharCode(code) : reference;
}

/** How many characters at the end may be the first half of a reference or of a start. */
function cutAt(end: string): number {
  const at = Math.max(end.lastIndexOf('&'), end.slice(-9).includes('<') ? end.lastIndexOf('<') : -1);
  return at >= 0 && !/[;>]/.test(end.slice(at)) ? end.length - at : 0;
}
