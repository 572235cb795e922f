import { escapeHtml } from '../../html/escape';
import { type XmlElement, childOf, childText, childrenOf, htmlInside, textOf } from './xml-element';

/** The HTML of an Atom text construct or content (RFC 4287, 3.1 and 4.1.3; `mode` is of Atom 0.3). Empty for null and for content that lies elsewhere. */
export function htmlOf(element: XmlElement | null): string {
  if (!element) return '';
  const { type = 'text', mode } = element.attributes;
  if (type === 'xhtml' || mode === 'xml') {
    const div = childOf(element, 'xhtml:div') ?? childOf(element, 'atom:div');
    return htmlInside(div ?? element);
  }
  const text = textOf(element).trim();
  if (type === 'html' || type === 'text/html' || mode === 'escaped' || type === 'HTML') return text;
  if (type.endsWith('+xml') || type.endsWith('/xml')) return htmlInside(element);
  if (type === 'text' || type === 'TEXT' || type.startsWith('text/')) return escapeHtml(text).replaceAll('\n', '<br>');
  return new TextDecoder().decode(Buffer.from(text, 'base64')); // any other media type is base64
}

/** The address of the first link of a relation; one without `rel` is an alternate. */
export function linkOf(element: XmlElement, rel: string): string | null {
  return childrenOf(element, 'atom:link').find(({ attributes }) => (attributes.rel ?? 'alternate') === rel && attributes.href)?.attributes.href ?? null;
}

/** The names of the authors, in order. */
export function authorsOf(element: XmlElement): string[] {
  return childrenOf(element, 'atom:author').flatMap((author) => childText(author, 'atom:name') ?? []);
}
