import { Parser } from 'htmlparser2';
import { type WebLink, relations } from './link-header';

/** What a page says of itself that leads to its feeds. */
export interface PageLinks {
  links: WebLink[];
  /** `<meta name="generator">`, in lower case; empty where there is none. */
  generator: string;
}

/** Links of a head that has many are of no use: a page of a stranger must not make us keep them all. */
const mostLinks = 200;

/** The `<link>` elements of a page, absolute, in their order, and what made the page. Pure. */
export function linksInPage(html: string, address: string): PageLinks {
  const links: WebLink[] = [];
  let generator = '';
  let base = address;
  const parser = new Parser({
    onopentag(name, attributes) {
      const { href, rel, type, title, content } = attributes;
      if (name === 'base' && href !== undefined && URL.canParse(href, address)) base = new URL(href, address).href;
      else if (name === 'meta' && attributes.name?.toLowerCase() === 'generator') generator ||= (content ?? '').toLowerCase();
      else if ((name === 'link' || (name === 'a' && rel !== undefined)) && href !== undefined && links.length < mostLinks && URL.canParse(href, base)) {
        links.push({ href: new URL(href, base).href, rel: relations(rel), type: type?.toLowerCase().split(';')[0]?.trim() ?? null, title: title ?? null });
      }
    },
  });
  parser.end(html);
  return { links, generator };
}
