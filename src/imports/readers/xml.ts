import type { SaxesTagPlain } from 'saxes';
import { SaxesParser } from 'saxes';
import type { FailedItem } from '../imported-content';
import { decodedText } from './decoded-text';
import { Unreadable } from './reader';
import type { XmlElement } from './xml-element';
import { type Scope, innerScope, outerScope, resolvedName } from './xml-names';
import { prologChecked } from './xml-prolog';
import { XmlSections } from './xml-sections';

/** Far above what exports have, far below what a hostile file needs. Lengths are in UTF-16 units. */
export const xmlLimits = { depth: 256, attributes: 256, text: 8 * 2 ** 20, raw: 16 * 2 ** 20, elements: 100_000 } as const;

/** One step of a document: an element that is read whole, or a problem. */
export type XmlPart =
  | { element: XmlElement; /** The open elements around it, the root first; their children are not kept. */ around: readonly XmlElement[] }
  | { problem: FailedItem; /** The element that was being read when the document broke off; null for a problem that was passed over. */ broken: XmlElement | null };

/** Entities of HTML that feeds use without declaring them. */
const HTML_ENTITIES = { nbsp: '\u00A0', mdash: '—', ndash: '–', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', hellip: '…', copy: '©', eacute: 'é', middot: '·', bull: '•', raquo: '»', laquo: '«' };
/** What saxes calls errors although nothing is lost by reading on. */
const HARMLESS = /undefined entity|disallowed character in entity name|malformed character entity|empty entity name|unclosed tag|unexpected end|"]]>" is disallowed/;
const UNMATCHED = /unmatched closing tag: (.+)\.$/;

/**
 * Reads XML as it comes. Elements whose parent is `open` are given whole, one at a time; all others are walked through.
 * Recovers what exports get wrong: prefixes without declaration, entities of HTML, control characters, stray text before the document, tags that do not match.
 * A document that breaks off, or goes over a limit, ends with a `broken` part; nothing outside the document is ever read.
 * @param open paths of the elements that are walked into, by short names: `rss`, `rss/channel`; `*` stands for any one name
 */
export async function* readXml(chunks: AsyncIterable<Uint8Array>, charset: string | null, open: readonly string[]): AsyncGenerator<XmlPart> {
  const parts: XmlPart[] = [];
  const report = (problem: FailedItem): void => { parts.push({ problem, broken: null }); };
  const walk = new XmlWalk(parts, new Set(open));
  try {
    for await (const text of prologChecked(decodedText(chunks, charset, report))) {
      walk.write(text);
      yield* parts.splice(0);
    }
    walk.end();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    parts.push({ problem: { item: error.item, reason: error.message }, broken: walk.reading() });
  }
  yield* parts;
}

interface Frame { element: XmlElement; rawName: string; scope: Scope; path: string; open: boolean }

/** The elements that are open. Its stack is the truth and that of the parser a hint: at a stray end tag the parser closes all it has. */
class XmlWalk {
  private readonly parser = new SaxesParser({ xmlns: false, position: true, fragment: true });
  private readonly sections = new XmlSections();
  private stack: Frame[] = [];
  /** What the end tag at a position closed, so that it can be taken back when the tag turns out to be stray. */
  private undo = { position: -1, stack: [] as Frame[], parts: 0, hadProblem: false };
  private attributes = 0;
  private elements = 0;
  private length = 0;
  private lastEvent = 0;
  private hadProblem = false;
  private hadRoot = false;

  constructor(private readonly parts: XmlPart[], private readonly open: ReadonlySet<string>) {
    const { parser } = this;
    Object.assign(parser.ENTITIES, HTML_ENTITIES);
    parser.on('attribute', () => { if (++this.attributes > xmlLimits.attributes) this.refuse(`more than ${xmlLimits.attributes} attributes in one element`); });
    parser.on('opentag', (tag) => { this.opened(tag); });
    parser.on('closetag', () => { this.closed(); });
    parser.on('text', (text) => { this.text(text); });
    parser.on('cdata', (text) => { this.text(this.sections.contents(text)); });
    parser.on('processinginstruction', () => { this.seen(); });
    parser.on('doctype', () => { this.refuse('a document type inside the document'); });
    parser.on('error', ({ message }) => { this.failed(message); });
  }

  write(text: string): void {
    this.parser.write(this.passed(text));
    if (this.parser.position - this.lastEvent > xmlLimits.raw) this.refuse(`more than ${xmlLimits.raw} characters without a tag`);
  }

  private passed(text: string): string {
    try {
      return this.sections.pass(text);
    } catch (error) {
      if (error instanceof Unreadable) this.refuse(error.message.replace(/^refused: /, ''));
      throw error;
    }
  }

  end(): void {
    this.parser.write(this.sections.last());
    const inside = this.stack.at(-1);
    if (inside) throw new Unreadable(`line ${this.parser.line}`, `expected </${inside.rawName}>, found the end: the content was cut; what stands before is read`);
    this.parser.close();
    if (!this.hadRoot) throw new Unreadable('line 1', 'expected an XML document, found no element');
  }

  /** The outermost element that is being read whole; null between two. */
  reading(): XmlElement | null {
    return this.stack.find(({ open }) => !open)?.element ?? null;
  }

  private opened({ name, attributes }: SaxesTagPlain): void {
    this.seen();
    this.attributes = 0;
    const parent = this.stack.at(-1);
    if (!parent && this.hadRoot) throw new Unreadable(`line ${this.parser.line}`, `expected one document, found a second root <${name}>; what stands before is read`);
    this.hadRoot = true;
    if (this.stack.length >= xmlLimits.depth) this.refuse(`more than ${xmlLimits.depth} elements inside each other`);
    if (parent?.open !== false) this.elements = this.length = 0;
    if (++this.elements > xmlLimits.elements) this.refuse(`more than ${xmlLimits.elements} elements in one item`);

    const scope = innerScope(parent?.scope ?? outerScope(name), attributes);
    const resolved = resolvedName(name, scope);
    const path = parent?.open ? `${parent.path}/${resolved}` : resolved;
    const open = parent?.open !== false && (this.open.has(path) || this.open.has(path.replace(/[^/]+$/, '*')));
    const element: XmlElement = { name: resolved, attributes: shortNames(attributes, scope), children: [], line: this.parser.line };
    if (parent?.open === false) parent.element.children.push(element);
    this.stack.push({ element, rawName: name, scope, path, open });
  }

  private closed(): void {
    this.seen();
    if (this.undo.position !== this.parser.position) this.undo = { position: this.parser.position, stack: [...this.stack], parts: this.parts.length, hadProblem: this.hadProblem };
    this.close();
  }

  private close(): void {
    const done = this.stack.pop();
    if (done && !done.open && this.stack.at(-1)?.open !== false) this.parts.push({ element: done.element, around: this.stack.map(({ element }) => element) });
  }

  private text(text: string): void {
    this.seen();
    const inside = this.stack.at(-1);
    if (!inside || inside.open || text === '') return;
    this.length += text.length;
    if (this.length > xmlLimits.text) this.refuse(`more than ${xmlLimits.text} characters of text in one item`);
    inside.element.children.push(text);
  }

  private seen(): void {
    this.lastEvent = this.parser.position;
  }

  private failed(message: string): void {
    const reason = message.replace(/^\S*?\d+:\d+: /, '');
    const name = UNMATCHED.exec(reason)?.[1];
    if (name !== undefined) {
      if (this.undo.position === this.parser.position) {
        ({ stack: this.stack, hadProblem: this.hadProblem } = this.undo);
        this.parts.length = this.undo.parts;
      }
      if (this.stack.some(({ rawName }) => rawName === name)) {
        while (this.stack.at(-1)?.rawName !== name) this.close();
        this.close();
        return;
      }
    }
    if (HARMLESS.test(reason) || this.hadProblem) return;
    this.hadProblem = true;
    this.parts.push({ problem: { item: `line ${this.parser.line}`, reason: `expected well-formed XML: ${reason.replace(/\.$/, '')}; read on behind it` }, broken: null });
  }

  private refuse(what: string): never {
    throw new Unreadable(`line ${this.parser.line}`, `refused: ${what}; no export has that, the file is damaged or hostile. What stands before is read`);
  }
}

function shortNames(attributes: Readonly<Record<string, string>>, scope: Scope): Record<string, string> {
  const named: Record<string, string> = {};
  for (const name in attributes) named[name.includes(':') && !name.startsWith('xml') ? resolvedName(name, scope) : name] = attributes[name] ?? '';
  return named;
}
