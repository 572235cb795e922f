import { Parser } from 'htmlparser2';
import { escapeHtml } from './escape';
import { shallow } from './shallow';

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const LINKS = new Set(['href', 'src', 'cite']);

/** An address as it is meant on a page; as it was when it is none. A place on the same page (`#note`) stays one. */
export function absoluteUrl(link: string, base: string): string {
  const trimmed = link.trim();
  return trimmed === '' || trimmed.startsWith('#') || !URL.canParse(trimmed, base) ? link : new URL(trimmed, base).href;
}

/**
 * HTML with every relative link and picture made absolute against the address of its page. Written anew from what a parser sees:
 * comments go, and the result has still to be sanitised.
 */
export function absoluteLinks(html: string, base: string | null): string {
  if (base === null || !URL.canParse(base) || !/(?:href|src|cite)\s*=/i.test(html)) return html;
  let written = '';
  const parser = new Parser({
    onopentag(name, attributes) {
      const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeHtml(LINKS.has(key) ? absoluteUrl(value, base) : value)}"`);
      written += `<${name}${pairs.join('')}>`;
    },
    ontext(text) { written += escapeHtml(text); },
    onclosetag(name) { if (!VOID.has(name)) written += `</${name}>`; },
  }, { decodeEntities: true });
  parser.end(shallow(html));
  return written;
}
