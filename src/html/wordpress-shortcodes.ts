import { escapeHtml } from './escape';

const CODE = /\[(\/?)([a-zA-Z][\w-]{0,40})(\s[^[\]<>]{0,500}|\s[^[\]]{0,500}?=["'][^\]]{0,500}["']\s*)?\/?\]/g;
const ATTRIBUTE = /(?<![^\s])([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/g;
const PICTURE = /^\s*((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*<\/a>)?)/i;

/** A body without the shortcodes that have a meaning, and how often each was met that shows something we do not have. */
export interface WithoutShortcodes { html: string; dropped: Record<string, number> }

/**
 * Resolves the shortcodes of WordPress itself: `[caption]` becomes a figure, `[embed]`, `[video]` and `[audio]` links, `[gallery]` and `[playlist]` go
 * (their pictures are attachments) and are counted. Those of plug-ins are unknown and stay as text, as does `[[escaped]]`, without its outer brackets.
 */
export function resolveShortcodes(body: string): WithoutShortcodes {
  const dropped: Record<string, number> = {};
  if (!body.includes('[')) return { html: body, dropped };
  let html = '';
  let at = 0;
  const unclosed = new Set<string>(); // what is not closed from here on is not closed further on
  for (const match of body.matchAll(CODE)) {
    if (match.index < at) continue; // inside one that is resolved already
    const [code, closing = '', name = '', attributes = ''] = match;
    const end = match.index + code.length;
    if (body[match.index - 1] === '[' && body[end] === ']') {
      html += body.slice(at, match.index - 1) + code;
      at = end + 1;
      continue;
    }
    const shown = show(name, attributesOf(attributes), () => (closing || unclosed.has(name) ? null : insideOf(body, end, name, unclosed)));
    if (shown === null) continue;
    if (shown.counted) dropped[`[${name}]`] = (dropped[`[${name}]`] ?? 0) + 1;
    html += body.slice(at, match.index) + shown.html;
    at = closing ? end : Math.max(end, shown.end ?? end);
  }
  return { html: html + body.slice(at), dropped };
}

interface Shown { html: string; end?: number | undefined; counted?: boolean }

function show(name: string, attributes: ReadonlyMap<string, string>, inside: () => { text: string; end: number } | null): Shown | null {
  switch (name) {
    case 'caption': case 'wp_caption': {
      const content = inside();
      if (!content) return { html: '' };
      const [picture = '', tag = ''] = PICTURE.exec(content.text) ?? [];
      const caption = content.text.slice(picture.length).trim() || escapeHtml(attributes.get('caption') ?? '');
      return { html: `<figure>${tag}<figcaption>${caption}</figcaption></figure>`, end: content.end };
    }
    case 'embed': case 'youtube': case 'googlevideo': case 'vimeo': {
      const content = name === 'embed' ? inside() : null;
      const url = (content?.text ?? attributes.get('src') ?? attributes.get('') ?? '').trim();
      return { html: link(url), end: content?.end };
    }
    case 'video': case 'audio': {
      const content = inside();
      const url = ['src', 'mp4', 'webm', 'mp3', 'ogg', 'm4a', ''].map((key) => attributes.get(key)).find((value) => value !== undefined) ?? '';
      return { html: link(url), end: content?.end };
    }
    case 'gallery': case 'playlist': return { html: '', counted: true };
    default: return null;
  }
}

const link = (url: string): string => (/^https?:\/\//i.test(url) ? `<a href="${escapeHtml(url)}">${escapeHtml(url)}</a>` : escapeHtml(url));

function insideOf(body: string, from: number, name: string, unclosed: Set<string>): { text: string; end: number } | null {
  const close = `[/${name}]`;
  const end = body.indexOf(close, from);
  if (end < 0) unclosed.add(name);
  return end < 0 ? null : { text: body.slice(from, end), end: end + close.length };
}

/** Attributes by name; one without a name, as in `[youtube https://…]`, by ''. */
function attributesOf(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  const rest = text.replace(ATTRIBUTE, (_, name: string, double?: string, single?: string, bare?: string) => {
    attributes.set(name.toLowerCase(), double ?? single ?? bare ?? '');
    return '';
  }).trim().replace(/^=/, '');
  if (rest !== '') attributes.set('', rest);
  return attributes;
}
