import type { FailedItem } from '../imported-content';
import { cleanText, decodedText } from './decoded-text';
import { Unreadable } from './reader';

/** Lengths in UTF-16 units. */
export const jsonLimits = { item: 8 * 2 ** 20, depth: 256 } as const;

/** One value of a document. `path` is where it stands: `title`, `items[]` for an element of the array `items`, `[]` for one of an array that is the document. */
export type JsonPart = { path: string; value: unknown; line: number } | { problem: FailedItem };

/**
 * Reads JSON as it comes: the members of objects and the elements of arrays that are `open`, one at a time; no more than one is in memory.
 * A document that breaks off ends with a problem; an element that is no JSON is a problem of its own where the next can be found.
 * @param open paths that are walked into besides the document itself: `items`, `timeline.date`
 */
export async function* readJson(chunks: AsyncIterable<Uint8Array>, charset: string | null, open: readonly string[]): AsyncGenerator<JsonPart> {
  const parts: JsonPart[] = [];
  const walk = new JsonWalk(parts, new Set(open));
  try {
    for await (const text of decodedText(chunks, charset, (problem) => { parts.push({ problem }); })) {
      walk.write(text);
      yield* parts.splice(0);
    }
    walk.end();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    parts.push({ problem: { item: error.item, reason: error.message } });
  }
  yield* parts;
}

interface Container { isArray: boolean; path: string; key: string | null; state: 'before' | 'colon' | 'value' | 'after' }
interface Capture { parts: string[]; length: number; depth: number; kind: 'string' | 'structure' | 'word'; inString: boolean; escaped: boolean; isKey: boolean; path: string; line: number }

const IN_STRING = /["\\]/g;
const STRUCTURE = /["{}[\]]/g;
const END_OF_WORD = /[\s,\]}]/g;

class JsonWalk {
  private readonly stack: Container[] = [];
  private capture: Capture | null = null;
  private line = 1;
  private counted = 0;
  private text = '';
  private done = false;

  constructor(private readonly parts: JsonPart[], private readonly open: ReadonlySet<string>) {}

  write(text: string): void {
    this.text = text;
    this.counted = 0;
    let at = 0;
    while (at < text.length) {
      if (this.capture) at = this.goOn(this.capture, at);
      else if (text.charCodeAt(at) <= 32) at += 1;
      else at = this.step(text.charAt(at), at);
    }
    this.countTo(text.length);
  }

  end(): void {
    if (this.capture?.kind === 'word' && this.stack.length === 0) this.finish(this.capture);
    if (this.capture ?? this.stack.length > 0) throw new Unreadable(`line ${this.line}`, 'expected more JSON, found the end: the content was cut; what stands before is read');
    if (!this.done) throw new Unreadable('line 1', 'the file is empty');
  }

  private countTo(at: number): number {
    for (let next = this.text.indexOf('\n', this.counted); next >= 0 && next < at; next = this.text.indexOf('\n', next + 1)) this.line += 1;
    this.counted = at;
    return this.line;
  }

  private wrong(expected: string, character: string, at: number): never {
    throw new Unreadable(`line ${this.countTo(at)}`, `expected ${expected}, found ${JSON.stringify(character)}: the content is no JSON from here on; what stands before is read`);
  }

  /** Outside of captured values: one mark of the structure. */
  private step(character: string, at: number): number {
    const inside = this.stack.at(-1);
    if (!inside) {
      if (this.done) this.wrong('the end', character, at);
      this.done = true;
      return this.value('', character, at);
    }
    if (character === (inside.isArray ? ']' : '}') && inside.state !== 'colon' && inside.state !== 'value') {
      this.stack.pop();
      return at + 1;
    }
    if (inside.state === 'after') {
      if (character !== ',') this.wrong('a comma', character, at);
      inside.state = 'before';
      return at + 1;
    }
    if (inside.state === 'colon') {
      if (character !== ':') this.wrong('a colon', character, at);
      inside.state = 'value';
      return at + 1;
    }
    if (inside.isArray || inside.state === 'value') {
      inside.state = 'after';
      return this.value(inside.isArray ? `${inside.path}[]` : inside.path + (inside.path && '.') + (inside.key ?? ''), character, at);
    }
    if (character !== '"') this.wrong('a name in quotes', character, at);
    return this.begin('string', true, '', at);
  }

  private value(path: string, character: string, at: number): number {
    if ((character === '{' || character === '[') && (path === '' || this.open.has(path))) {
      this.stack.push({ isArray: character === '[', path, key: null, state: 'before' });
      return at + 1;
    }
    if (!/["{[\w.+-]/.test(character)) this.wrong('a value', character, at);
    return this.begin(character === '"' ? 'string' : character === '{' || character === '[' ? 'structure' : 'word', false, path, at);
  }

  private begin(kind: Capture['kind'], isKey: boolean, path: string, at: number): number {
    this.capture = { parts: [], length: 0, depth: 0, kind, inString: kind === 'string', escaped: false, isKey, path, line: this.countTo(at) };
    if (kind === 'string') return this.take(this.capture, at, at + 1);
    return at;
  }

  private take(capture: Capture, from: number, to: number): number {
    capture.parts.push(this.text.slice(from, to));
    capture.length += to - from;
    if (capture.length > jsonLimits.item) throw new Unreadable(`line ${capture.line}`, `refused: a value of more than ${jsonLimits.item} characters; what stands before is read`);
    return to;
  }

  private goOn(capture: Capture, at: number): number {
    if (capture.escaped) {
      capture.escaped = false;
      return this.take(capture, at, at + 1);
    }
    const pattern = capture.inString ? IN_STRING : capture.kind === 'word' ? END_OF_WORD : STRUCTURE;
    pattern.lastIndex = at;
    const found = pattern.exec(this.text);
    if (!found) return this.take(capture, at, this.text.length);
    if (capture.kind === 'word') {
      this.take(capture, at, found.index);
      this.finish(capture);
      return found.index;
    }
    const next = this.take(capture, at, found.index + 1);
    const mark = found[0];
    if (mark === '\\') capture.escaped = true;
    else if (mark === '"') capture.inString = !capture.inString;
    else capture.depth += mark === '{' || mark === '[' ? 1 : -1;
    if (capture.depth > jsonLimits.depth) throw new Unreadable(`line ${capture.line}`, `refused: more than ${jsonLimits.depth} values inside each other; what stands before is read`);
    if (capture.depth === 0 && !capture.inString) this.finish(capture);
    return next;
  }

  private finish(capture: Capture): void {
    this.capture = null;
    const inside = this.stack.at(-1);
    let value: unknown;
    try {
      value = JSON.parse(capture.parts.join(''), (_, inner: unknown) => (typeof inner === 'string' ? cleanText(inner) : inner));
    } catch (error) {
      if (capture.isKey && inside) inside.state = 'colon';
      this.parts.push({ problem: { item: `line ${capture.line}`, reason: `expected JSON: ${error instanceof Error ? error.message : String(error)}` } });
      return;
    }
    if (capture.isKey && inside) Object.assign(inside, { key: String(value), state: 'colon' });
    else this.parts.push({ path: capture.path, value, line: capture.line });
  }
}
