/** An element as it was read, with short names (`xml-names.ts`). */
export interface XmlElement {
  name: string;
  /** By short name; those without prefix by their plain name. */
  attributes: Readonly<Record<string, string>>;
  children: (XmlElement | string)[];
  /** Line of its start tag. */
  line: number;
}

/** The child elements, all or those of a name. */
export function childrenOf(element: XmlElement, name?: string): XmlElement[] {
  return element.children.filter((child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name));
}

/** The first child of a name; null where there is none. */
export function childOf(element: XmlElement, name: string): XmlElement | null {
  return childrenOf(element, name)[0] ?? null;
}

/** All text in an element, its children's included, as written. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

/** The text of the first child of a name without the spaces around it; null when there is no such child, or nothing in it. */
export function childText(element: XmlElement, name: string): string | null {
  const child = childOf(element, name);
  return (child && textOf(child).trim()) || null;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

/** What stands in an element as HTML: for `type="xhtml"`. Names lose their namespace; the result is not safe before it is sanitised. */
export function htmlInside(element: XmlElement): string {
  return element.children.map((child) => {
    if (typeof child === 'string') return escape(child);
    const name = child.name.slice(child.name.indexOf(':') + 1);
    const attributes = Object.entries(child.attributes).filter(([key]) => !key.startsWith('xmlns')).map(([key, value]) => ` ${key}="${escape(value)}"`).join('');
    return VOID.has(name) ? `<${name}${attributes}>` : `<${name}${attributes}>${htmlInside(child)}</${name}>`;
  }).join('');
}
