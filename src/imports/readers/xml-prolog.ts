import { Unreadable } from './reader';

/** A root element has to begin within so many characters. */
const LONGEST = 65_536;

/**
 * Passes the text of an XML document on after a look at what stands before its root: stray characters and the XML declaration are dropped
 * (it is nothing but the charset, which is known by now, and stands in the wrong place often), line ends stay so that lines count right.
 * @throws Unreadable for a document type with declarations of its own: entities are the way to blow a parser up, and no export has any
 */
export async function* prologChecked(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let prolog = '';
  let passed = false;
  for await (const piece of pieces) {
    if (passed) {
      yield piece;
      continue;
    }
    prolog += piece;
    const root = rootOf(prolog);
    if (root < 0 && prolog.length < LONGEST) continue;
    if (root < 0) throw new Unreadable('line 1', `refused: no element within the first ${LONGEST} characters; the file is no XML document, or hostile`);
    passed = true;
    yield cleaned(prolog.slice(0, root)) + prolog.slice(root);
  }
  if (!passed) throw new Unreadable('line 1', prolog.trim() === '' ? 'the file is empty' : 'expected an XML document, found no element');
}

/** Where the root element begins; -1 when the text does not reach so far. */
function rootOf(text: string): number {
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const next = text[at + 1];
    if (next === undefined) return -1;
    if (/[\p{L}_]/u.test(next)) return at;
    const end = text.startsWith('<!--', at) ? '-->' : next === '?' ? '?>' : '>';
    const close = text.indexOf(end, at + 2);
    if (next === '!' && !text.startsWith('<!--', at)) refuseSubset(text.slice(at, close < 0 ? undefined : close));
    if (close < 0) return -1;
    at = close + end.length;
  }
  return -1;
}

function refuseSubset(doctype: string): void {
  if (doctype.includes('[')) throw new Unreadable('line 1', 'refused: the document type declares entities or elements of its own; take the part in [ ] out of <!DOCTYPE …>');
}

/** Comments, instructions and the document type go; their line ends stay. */
function cleaned(prolog: string): string {
  return prolog.replace(/[^\n]/g, '');
}
