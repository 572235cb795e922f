const quote = 34, hash = 35, lineFeed = 10, carriageReturn = 13, backslash = 92;

/** How deep the brackets of a text of JSON go. One pass without recursion: what reads the text afterwards may be recursive. */
export function nestingOfJson(text: string): number {
  let depth = 0, deepest = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    else if (opens(code)) deepest = Math.max(deepest, depth += 1);
    else if (closes(code)) depth -= 1;
  }
  return deepest;
}

/** What the reader of a GraphQL document has to bear: how deep its brackets go, and its longest name. */
export interface DocumentText { nesting: number; longestName: number }

/** Looks through the text of a document without reading it (GraphQL, section 2.1: strings and comments hold no brackets and no names). */
export function lookThrough(text: string): DocumentText {
  let depth = 0, nesting = 0, longestName = 0, nameAt = -1;
  for (let at = 0; at <= text.length; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : lineFeed;
    if (isOfName(code)) {
      if (nameAt < 0) nameAt = at;
      continue;
    }
    if (nameAt >= 0) longestName = Math.max(longestName, at - nameAt);
    nameAt = -1;
    if (code === quote) at = text.startsWith('"""', at) ? endOfBlock(text, at) : endOfString(text, at);
    else if (code === hash) at = endOfLine(text, at);
    else if (opens(code)) nesting = Math.max(nesting, depth += 1);
    else if (closes(code)) depth -= 1;
  }
  return { nesting, longestName };
}

const opens = (code: number): boolean => code === 123 || code === 91 || code === 40; // { [ (
const closes = (code: number): boolean => code === 125 || code === 93 || code === 41;
const isOfName = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || (code >= 48 && code <= 57);

/** Where a string that begins at `at` ends: its closing quote, or the end of the text. A quote behind an odd number of backslashes is part of it. */
function endOfString(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}

function endOfBlock(text: string, at: number): number {
  let end = text.indexOf('"""', at + 3);
  while (end >= 0 && text.charCodeAt(end - 1) === backslash) end = text.indexOf('"""', end + 3);
  return end < 0 ? text.length : end + 2;
}

function endOfLine(text: string, at: number): number {
  let end = at;
  while (end < text.length && text.charCodeAt(end) !== lineFeed && text.charCodeAt(end) !== carriageReturn) end += 1;
  return end;
}
