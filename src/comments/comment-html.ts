import { escapeHtml } from '../html/escape';

/** An address of the web in text; what ends a sentence is not part of it. */
const LINK = /\bhttps?:\/\/[^\s<>"'`\\^{|}\p{Cc}\p{Cf}]+/giu;
const SENTENCE_END = /[.,:;!?)\]*_~]$/;

/** How a reader's text is shown in a page: everything escaped, paragraphs and lines as written, and links that lend no weight to what they lead to. */
export function commentHtml(body: string): string {
  return body.replace(/\r\n?/g, '\n').split(/\n[ \t]*\n\s*/).map((paragraph) => paragraph.trim()).filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${linked(paragraph).replaceAll('\n', '<br>')}</p>`).join('\n');
}

/** The addresses that a text links to, in order. */
export function linksIn(text: string): string[] {
  return [...text.matchAll(LINK)].map(([link]) => withoutSentenceEnd(link)).filter((link) => URL.canParse(link));
}

function linked(text: string): string {
  let html = '';
  let end = 0;
  for (const { 0: found, index } of text.matchAll(LINK)) {
    const link = withoutSentenceEnd(found);
    if (!URL.canParse(link)) continue;
    html += `${escapeHtml(text.slice(end, index))}<a href="${escapeHtml(new URL(link).href)}" rel="nofollow ugc noopener">${escapeHtml(link)}</a>`;
    end = index + link.length;
  }
  return html + escapeHtml(text.slice(end));
}

function withoutSentenceEnd(link: string): string {
  const bracket = link.indexOf('(');
  let end = link.length;
  while (SENTENCE_END.test(link.slice(end - 1, end)) && !(link[end - 1] === ')' && bracket >= 0 && bracket < end)) end -= 1; // …/Basra_(city) keeps its bracket
  return link.slice(0, end);
}
