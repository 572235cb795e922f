/** An entry as it stands in the file: values in TeX, macros and # resolved, names of fields in small letters. */
export interface BibtexFileEntry { line: number; type: string; key: string; fields: Map<string, string> }
export type BibtexPart = BibtexFileEntry | { line: number; broken: string };

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/**
 * The entries of a BibTeX file, each read alone: one that is not closed ends where the next begins in a line. @string is resolved, @preamble,
 * @comment and what stands between entries are passed over (Patashnik, "BibTeXing", 1988).
 */
export function* bibtexEntriesOf(text: string): Generator<BibtexPart> {
  const macros = new Map(months.flatMap((name) => [[name.slice(0, 3), name], [name, name]])); // the standard styles define the short ones
  const start = /@\s*([\p{L}_][\p{L}\p{N}_:+-]*)\s*([{(])/gu;
  let line = 1;
  let counted = 0;
  for (let match = start.exec(text); match; match = start.exec(text)) {
    const [head, type = '', open = '{'] = match;
    const lineStart = text.lastIndexOf('\n', match.index - 1) + 1;
    if (/^\s*%/.test(text.slice(lineStart, match.index))) continue; // commented out, as most programs read it
    line += text.slice(counted, match.index).split('\n').length - 1;
    counted = match.index;
    const from = match.index + head.length;
    const end = endOf(text, from, open === '{' ? '}' : ')');
    start.lastIndex = end.at;
    const name = type.toLowerCase();
    if (name === 'comment' || name === 'preamble') continue;
    if (!end.closed) yield { line, broken: `@${type} is not closed: expected "${open === '{' ? '}' : ')'}" before ${end.at === text.length ? 'the end of the file' : 'the next entry'}` };
    else yield* partOf(text.slice(from, end.at - 1), name, line, macros);
  }
}

function* partOf(body: string, type: string, line: number, macros: Map<string, string>): Generator<BibtexPart> {
  if (type === 'string') {
    const fields = fieldsOf(body, macros);
    if ('broken' in fields) yield { line, broken: fields.broken };
    else for (const [name, value] of fields) macros.set(name, value);
    return;
  }
  const comma = body.indexOf(',');
  const key = (comma < 0 ? body : body.slice(0, comma)).trim();
  const fields = fieldsOf(comma < 0 ? '' : body.slice(comma + 1), macros);
  yield 'broken' in fields ? { line, broken: `${key === '' ? `@${type}` : key}: ${fields.broken}` } : { line, type, key, fields };
}

/** Where the entry ends: behind its bracket, or where another begins in a line when it has none. */
function endOf(text: string, from: number, close: string): { at: number; closed: boolean } {
  const stop = /[{}()\\]|\n[ \t]*@[ \t]*\p{L}+[ \t]*[{(]/gu;
  stop.lastIndex = from;
  let depth = 0;
  for (let found = stop.exec(text); found; found = stop.exec(text)) {
    const [sign] = found;
    if (sign === '\\') stop.lastIndex += 1; // the sign behind it is text
    else if (sign === close && depth === 0) return { at: found.index + 1, closed: true };
    else if (sign === '{') depth += 1;
    else if (sign === '}') depth = Math.max(0, depth - 1);
    else if (sign.startsWith('\n')) return { at: found.index, closed: false };
  }
  return { at: text.length, closed: false };
}

function fieldsOf(body: string, macros: ReadonlyMap<string, string>): Map<string, string> | { broken: string } {
  const fields = new Map<string, string>();
  let rest = body.replace(/^[\s,]+/, '');
  while (rest !== '') {
    const name = /^([^\s={},"#]+)\s*=\s*/.exec(rest);
    if (!name) return { broken: `expected "field = value", found "${rest.slice(0, 40).replace(/\s+/g, ' ')}"` };
    rest = rest.slice(name[0].length);
    let value = '';
    for (let more = true; more;) {
      const part = valueOf(rest, macros);
      if (!part) return { broken: `expected the value of ${name[1]} in braces or quotes, found "${rest.slice(0, 40).replace(/\s+/g, ' ')}"` };
      value += part.value;
      rest = rest.slice(part.length).trimStart();
      more = rest.startsWith('#');
      if (more) rest = rest.slice(1).trimStart();
    }
    const field = (name[1] ?? '').toLowerCase();
    if (!fields.has(field)) fields.set(field, value); // BibTeX takes the first of two
    rest = rest.replace(/^[\s,]+/, ''); // a comma that is missing is no fault
  }
  return fields;
}

/** The value at the start of a text, and how long it is there. */
function valueOf(text: string, macros: ReadonlyMap<string, string>): { value: string; length: number } | null {
  if (text.startsWith('{') || text.startsWith('"')) {
    const quote = text.startsWith('"');
    let depth = 0;
    for (let at = 1; at < text.length; at++) {
      const sign = text[at];
      if (sign === '\\') at += 1;
      else if (sign === '{') depth += 1;
      else if (depth === 0 && sign === (quote ? '"' : '}')) return { value: text.slice(1, at), length: at + 1 };
      else if (sign === '}') depth -= 1;
    }
    return null;
  }
  const [bare] = /^[^\s,#{}"=]+/.exec(text) ?? [];
  return bare === undefined ? null : { value: macros.get(bare.toLowerCase()) ?? bare, length: bare.length };
}
