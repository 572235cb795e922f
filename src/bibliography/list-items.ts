import { isReferenceLine } from './is-reference-line';

/** One entry of a list: its text on one line, and the lines it was written on. */
export interface ListItem { text: string; start: number; end: number }

const NUMBER = /^\s*(?:\[\^?(\d{1,3})\]:?|\((\d{1,3})\)|(\d{1,3})(?:[.)]|\t))\s*(?=\S)/;
const BULLET = /^\s*[•·▪◦‣*–—-]\s+(?=\S)/;
const RULE = /^\s*(?:[-–—=_*~.]\s?){3,}$/;
/** Lines of prose that was broken by hand are no longer than this. */
const WIDEST_WRAPPED = 120;

/** A longer entry is no reference: nothing is added by guess. */
const LONGEST_ENTRY = 1500;

/** How a list sets off its entries. */
interface Shape { entry: 'number' | 'bullet' | 'indent' | 'line'; margin: number; width: number }

const indentOf = (line: string): number => line.length - line.trimStart().length;
const isBlank = (line: string): boolean => line.trim() === '' || RULE.test(line);
const numberOf = (line: string): number | null => {
  const match = NUMBER.exec(line.slice(0, 40));
  return match ? Number(match[1] ?? match[2] ?? match[3]) : null;
};

function shapeOf(lines: readonly string[]): Shape {
  const first = lines[0] ?? '';
  const width = Math.max(0, ...lines.slice(0, 500).map((line) => line.length));
  const margin = indentOf(first);
  const numbers = lines.flatMap((line) => numberOf(line) ?? []);
  if (numberOf(first) !== null && numbers.length > 1 && numbers[1] === (numbers[0] ?? 0) + 1) return { entry: 'number', margin, width };
  if (BULLET.test(first) && lines.filter((line) => BULLET.test(line)).length > 1) return { entry: 'bullet', margin, width };
  return { entry: lines.some((line) => indentOf(line) !== margin) ? 'indent' : 'line', margin, width };
}

/**
 * Puts lines that one entry was broken into together again, by what the list itself shows: its numbers or bullets, its indentation, or
 * else where a line can neither begin nor end a reference. A blank line always ends an entry. Marks stay in the text.
 */
export function listItems(lines: readonly string[], from: number, to: number): ListItem[] {
  const shape = shapeOf(lines.slice(from, to).filter((line) => !isBlank(line)));
  const items: ListItem[] = [];
  let open: ListItem | null = null;
  let number = 0;
  for (let at = from; at < to; at++) {
    const line = lines[at] ?? '';
    if (isBlank(line)) { open = null; continue; }
    const own = shape.entry === 'number' ? numberOf(line) : null;
    const isNext = own !== null && (own === 1 || number === 0 || (own > number && own < number + 4));
    if (open && (shape.entry === 'number' ? !isNext : goesOn(open, lines[at - 1] ?? '', line, shape))) {
      open.text += ` ${line.trim()}`;
      open.end = at + 1;
      continue;
    }
    if (isNext) number = own;
    items.push(open = { text: line.trim(), start: at, end: at + 1 });
  }
  return items;
}

function goesOn(open: ListItem, before: string, line: string, { entry, margin, width }: Shape): boolean {
  if (entry === 'bullet') return !BULLET.test(line);
  const indent = indentOf(line);
  if (entry === 'indent' && indent > margin) return true;
  if (entry === 'indent' && indent < margin - 1) return indentOf(before) >= indent; // a first line that is indented
  return goesOnUnmarked(open.text, line.trim(), width <= WIDEST_WRAPPED && before.length * 2 > width);
}

const ADDRESS = /^[<([]?(?:https?:\/\/|www\.|doi:|10\.\d{4})/i;
const NO_START = /^(?:\p{Ll}|[)\]”’»,.;:&]|(?:19|20)\d\d[a-z]?[.,)]|pp?\.\s?\d|vol\.\s)/u;
const SMALL_NAME = /^(?:al|el|an|ash|as|de|del|della|di|da|dos|du|la|le|les|van|von|vom|zu|zur|der|den|ter|ten|bin|ibn|abu|af|av|d|l|o|dpa|bell|danah|e)(?=[\s’'.-])/;
const OPEN_END = /(?:[,;:&(–-]|\s(?:and|und|et|y|e|in|of|the|for|to|on|a|an|der|die|das|de|la|le|von|by|from|with|at|&))$/;

/** Whether a line without any mark goes on with the one above. `broken`: whether the text is of broken lines and the one above a full one. */
function goesOnUnmarked(text: string, line: string, broken: boolean): boolean {
  if (text.length > LONGEST_ENTRY) return false;
  if (ADDRESS.test(line)) return !/https?:\/\/|www\./i.test(text) || text.endsWith('-') || text.endsWith('/');
  const cannotStart = NO_START.test(line) && !SMALL_NAME.test(line);
  if (cannotStart && (broken || !/[\d.”"’)]$/.test(text))) return true;
  if ((OPEN_END.test(text) || hasOpenQuotation(text)) && !isReferenceLine(line)) return true;
  return broken && !isReferenceLine(text) && !isReferenceLine(line) && isReferenceLine(`${text} ${line}`);
}

function hasOpenQuotation(text: string): boolean {
  return text.lastIndexOf('“') > text.lastIndexOf('”') || text.lastIndexOf('«') > text.lastIndexOf('»');
}
