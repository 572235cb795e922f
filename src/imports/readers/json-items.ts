/** One object of a list in JSON: its value, or the text that is none. */
export type JsonItem = { line: number; value: unknown } | { line: number; broken: string };

/**
 * The objects of a JSON list, each read alone, so that a broken or cut one does not take the others with it. The list may be the value itself
 * or that of an `items` field; an object that has no such field is a list of one.
 */
export function* jsonItems(text: string): Generator<JsonItem> {
  const wrapper = /^\s*\{(?:\s*"[^"]*"\s*:\s*(?:"[^"]*"|[\d.]+|null|true|false)\s*,)*\s*"(?:items|references)"\s*:\s*\[/.exec(text);
  const list = wrapper ?? /^\s*\[/.exec(text);
  let line = 1;
  let start = -1;
  let depth = 0;
  for (let at = list ? list[0].length : 0, counted = 0; at < text.length; at++) {
    const character = text[at];
    if (character === ']' && start < 0) return;
    if (start < 0 && (character === '"' || character === '{')) {
      line += newLines(text.slice(counted, at));
      counted = at;
    }
    if (character === '"') {
      const end = endOfString(text, at);
      if (start < 0) yield { line, broken: `expected an object, found ${text.slice(at, Math.min(end + 1, at + 40))}` };
      at = end;
    } else if (character === '{' || (character === '[' && start >= 0)) {
      if (start < 0) start = at;
      depth += 1;
    } else if ((character === '}' || character === ']') && start >= 0) {
      depth -= 1;
      if (depth > 0) continue;
      yield item(text.slice(start, at + 1), line);
      start = -1;
    }
  }
  if (start >= 0) yield { line, broken: 'it is not closed: the file ends within it' };
}

/** Where a string ends; the end of the text when it does not. */
function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

function item(json: string, line: number): JsonItem {
  try {
    return { line, value: JSON.parse(json) as unknown };
  } catch (error) {
    return { line, broken: error instanceof Error ? error.message : String(error) };
  }
}

function newLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
