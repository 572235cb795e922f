import type { Format } from './read-content';
import { charsetOf } from './readers/charset';
import { csvColumns } from './readers/csv-columns';

/** What tells a format, in the order in which it is asked: the special before the general, and a plain text is what is nothing else. */
const XML: readonly (readonly [format: Format, root: RegExp, inside: RegExp])[] = [
  ['blogger-takeout', /^feed$/, /<blogger:type[\s>]/],
  ['blogger', /^feed$/, /schemas\.google\.com\/blogger\/2008\/kind#|<id>\s*tag:blogger\.com,1999:blog-[^<]*\.archive/],
  ['blogger-takeout', /^feed$/, /schemas\.google\.com\/blogger\/2018/],
  ['atom', /^feed$/, /./],
  ['wxr', /^rss$/, /wordpress\.org\/export\//],
  ['rss', /^rss$/, /./],
  ['rss1', /^RDF$/, /purl\.org\/rss\/1\.0/],
  ['disqus', /^disqus$/, /./],
];

/** Formats of references, told by how an item begins. */
const TEXT: readonly (readonly [format: Format, start: RegExp])[] = [
  ['ris', /^[ \t]*TY {1,2}- ?[A-Z]/m],
  ['bibtex', /^[ \t]*@[ \t]*(?:(?:string|preamble)[ \t]*[{(]|[a-z]+[ \t]*[{(]\s*[^\s,{}]+\s*,\s*[\w-]+\s*=)/im],
];
const JSON_FORMATS: readonly (readonly [format: Format, inside: RegExp])[] = [
  ['json-feed', /"version"\s*:\s*"https?:\/\/jsonfeed\.org\/version\//],
  ['blogger-api', /"kind"\s*:\s*"blogger#(?:post|page|comment)/],
  ['zotero', /"itemType"\s*:\s*"/],
  ['commento', /"commentHex"\s*:|"commenters"\s*:/],
  ['timelinejs', /"(?:start_date|startDate)"\s*:|^\s*\{\s*"timeline"\s*:/],
  ['on-this-day', /^\s*\{\s*"(?:selected|births|deaths|events|holidays)"\s*:\s*\[\s*(?:\{\s*"(?:text|pages|year)"|\])/],
  ['wordpress-rest', /"rendered"\s*:|"avatar_urls"\s*:/],
  ['csl-json', /^[[{][^]*"type"\s*:\s*"(?:article(?:-\w+)?|bill|book|broadcast|chapter|classic|collection|dataset|document|entry(?:-\w+)?|event|figure|graphic|hearing|interview|legal_case|legislation|manuscript|map|motion_picture|musical_score|pamphlet|paper-conference|patent|performance|periodical|personal_communication|post-weblog|post|regulation|report|review(?:-book)?|software|song|speech|standard|thesis|treaty|webpage)"/],
];
/** The design of a blog, which lies beside its posts in an export of Blogger. */
const TEMPLATE = /google\.com\/2005\/gml\/|<\$Blog\w+\$>|<Blogger>/;
const HTML = /^(?:<!doctype html|<(?:html|head|body|meta|title|article|main|div|section|p|h1)[\s>])/i;

/** The root of an XML document, without its prefix; null where there is none. */
function rootOf(text: string): string | null {
  const start = /<\?xml[\s?]|<!--|<!DOCTYPE|<[\p{L}_]/iu.exec(text.slice(0, 1000))?.index; // stray characters may stand before it
  if (start === undefined || (start > 0 && !/^<\?xml/i.test(text.slice(start)) && text.slice(0, start).trim() !== '')) return null;
  const rest = text.slice(start).replace(/<!--[^]*?(?:-->|$)|<\?[^>]*(?:>|$)|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?[^>]*>/gi, ' ');
  return /^\s*<(?:[\p{L}_][\w.-]*:)?([\p{L}_][\w.-]*)/u.exec(rest)?.[1] ?? null;
}

/** The format of a content by its first 64 kB, never by its name; null when none is known. */
export function sniffFormat(head: Uint8Array): Format | null {
  if (/^(?:PK\x03\x04|%PDF|\x89PNG|GIF8|\xff\xd8\xff|\x1f\x8b)/.test(Buffer.from(head.subarray(0, 8)).toString('latin1'))) return null;
  const { label } = charsetOf(head);
  const known = ['utf-8', 'utf-16le', 'utf-16be'].includes(label);
  const text = new TextDecoder(known ? label : 'windows-1252').decode(head).trimStart();
  if (/^[[{]/.test(text)) return JSON_FORMATS.find(([, inside]) => inside.test(text))?.[0] ?? null;
  const root = rootOf(text);
  if (TEMPLATE.test(text)) return null;
  if (HTML.test(text) || /^html$/i.test(root ?? '')) return 'html';
  if (root !== null) return XML.find(([, name, inside]) => name.test(root) && inside.test(text))?.[0] ?? null;
  if (/^<(?:\?xml[\s?]|!DOCTYPE\s|!--(?![^]*?-->))/i.test(text)) return null; // a beginning of XML that leads to no element is no text of a person
  if (/^BEGIN:VCALENDAR\s/i.test(text)) return 'icalendar';
  if (/^---[ \t]*\r?\n[^]{0,20000}?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.test(text) || /^# \S/.test(text)) return 'markdown';
  const [line = ''] = text.split(/\r?\n/, 1);
  if (csvColumns(line)) return 'csv';
  if (/^[\w-]+(?:[,;\t][\w-]+)+$/.test(line.slice(0, 2000))) return null; // a table of something else: no title is written so
  return TEXT.find(([, start]) => start.test(text))?.[0] ?? 'plain-text';
}
