import { Parser } from 'htmlparser2';
import { shallow } from './shallow';

const BLOCK = new Set('address article aside blockquote caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead tr ul'.split(' '));
/** Blocks that stand close together: a list is one paragraph of lines. */
const CLOSE = new Set('li tr dt dd thead tbody tfoot'.split(' '));
const SILENT = new Set('script style noscript template head title textarea select iframe object svg math'.split(' '));

/** One line of text and how it is set apart from the one before. */
export interface TextLine { text: string; /** A blank line belongs above it. */ paragraph: boolean }

/** The lines of text that HTML shows: one for each block and each `<br>`, none empty; cells of a row stand apart by " | ". */
export function textLines(html: string): TextLine[] {
  const lines: TextLine[] = [];
  let text = '';
  let paragraph = true;
  let silent = 0;
  let preformatted = 0;
  const end = (next: boolean): void => {
    const line = text.replace(/[ \t\r\n\f]+/g, ' ').trim();
    if (line !== '') lines.push({ text: line, paragraph });
    paragraph = line === '' ? paragraph || next : next;
    text = '';
  };
  const parser = new Parser({
    onopentag(name, { alt }) {
      if (SILENT.has(name)) silent += 1;
      else if (name === 'br') end(false);
      else if (name === 'img') text += alt ? ` ${alt} ` : '';
      else if (name === 'td' || name === 'th') text += text.trim() === '' ? '' : ' | ';
      else if (BLOCK.has(name)) end(!CLOSE.has(name));
      if (name === 'pre') preformatted += 1;
    },
    ontext(data) {
      if (silent > 0) return;
      if (preformatted === 0) text += data;
      else data.split('\n').forEach((line, i) => { if (i > 0) end(false); text += line; });
    },
    onclosetag(name) {
      if (SILENT.has(name)) silent = Math.max(0, silent - 1);
      else if (BLOCK.has(name)) end(!CLOSE.has(name));
      if (name === 'pre') preformatted = Math.max(0, preformatted - 1);
    },
  }, { decodeEntities: true });
  parser.end(shallow(html));
  end(false);
  return lines;
}

/** The text that HTML shows: paragraphs with a blank line between them, lines of a list or after a `<br>` without one. */
export function plainTextOf(html: string): string {
  return textLines(html).map(({ text, paragraph }, i) => (i === 0 ? text : `${paragraph ? '\n\n' : '\n'}${text}`)).join('');
}
