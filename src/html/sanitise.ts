import sanitizeHtml from 'sanitize-html';
import { shallow } from './shallow';

const STRUCTURE = ('p br hr div section article header footer main aside figure figcaption blockquote q cite h1 h2 h3 h4 h5 h6 ul ol li dl dt dd pre code kbd samp var '
  + 'table caption colgroup col thead tbody tfoot tr th td a abbr b bdi bdo big center del details dfn em i img ins mark rp rt ruby s small span strike strong sub summary sup time tt u wbr').split(' ');
/** Elements whose contents are no text for a reader, or are parsed by rules of their own, which is how markup is smuggled. */
const DROPPED = 'script style textarea option noscript noembed noframes xmp plaintext template svg math title head iframe object applet frameset select button'.split(' ');

const ALLOWED = new Set(STRUCTURE);

const options = {
  allowedTags: STRUCTURE,
  nonTextTags: DROPPED,
  allowedAttributes: {
    '*': ['lang', 'dir', 'title'],
    a: ['href', 'hreflang', 'id', 'name'], img: ['src', 'alt', 'width', 'height'], blockquote: ['cite'], q: ['cite'], del: ['datetime'], ins: ['datetime'], time: ['datetime'],
    td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan', 'scope'], col: ['span'], colgroup: ['span'], ol: ['start', 'reversed', 'type'], li: ['value', 'id'], sup: ['id'], p: ['id'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: ['http', 'https'], blockquote: ['http', 'https'], q: ['http', 'https'] },
  allowedSchemesAppliedToAttributes: ['href', 'src', 'cite'],
  allowProtocolRelative: false,
  nestingLimit: 100,
  parser: { lowerCaseTags: true, decodeEntities: true },
  transformTags: {
    // What is played in a frame stays reachable.
    iframe: (_: string, { src = '' }: sanitizeHtml.Attributes): sanitizeHtml.Tag => (/^https?:\/\//i.test(src) ? { tagName: 'a', attribs: { href: src }, text: src } : { tagName: 'span', attribs: {} }),
    '*': (tagName: string, { id, name, ...attribs }: sanitizeHtml.Attributes): sanitizeHtml.Tag => ({ tagName, attribs: { ...attribs, ...(isNote(id) ? { id } : {}), ...(isNote(name) ? { name } : {}) } }),
  },
} satisfies sanitizeHtml.IOptions;

/**
 * Places that footnotes link to; any other name on a page could stand in for a variable of its scripts. A word alone is none, as
 * `endpoint` and `refreshToken` begin like one, and a link of that name would be read as the address written there.
 */
function isNote(name: string | undefined): name is string {
  return name !== undefined && /^_?(?:fn|ftn|edn|foot|end|note|ref|cite|sdf)[\w:.-]{0,60}$/i.test(name) && /[\d:.-]/.test(name);
}

/**
 * HTML of an article as it may be shown: structure, links and pictures on http and https, nothing that runs, loads or styles.
 * Done twice it gives the same as once.
 */
export function sanitise(html: string): string {
  let clean = shallow(html);
  // Elements that are left out can leave their neighbours in an order that is read in another way: then it is read again, as a browser would.
  for (let round = 0; round < 5; round++) {
    let dropped = false;
    const before = clean;
    clean = sanitizeHtml(before, { ...options, onOpenTag: (name) => { dropped ||= !ALLOWED.has(name); } });
    if (!dropped || clean === before) break;
  }
  return clean;
}
