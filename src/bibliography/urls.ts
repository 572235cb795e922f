import type { Draft } from './draft';
import { record, take } from './draft';

const URL = /(?:https?:\/\/|www\.|ftp:\/\/)[^\s<>"“”«»\u0000|]*/gi;
const DOI = /\b(?:doi:?\s*|https?:\/\/(?:dx\.)?doi\.org\/)?(10\.\d{4,9}\/[^\s<>"“”\u0000]+)/i;

/** Takes web addresses and DOIs out of the line: the first of each is a field. */
export function takeUrls(draft: Draft): void {
  for (const match of draft.work.slice(draft.start).matchAll(URL)) {
    const start = draft.start + match.index;
    let end = start + match[0].length;
    while (end > start && /[.,;:)\]'’]/.test(draft.raw.charAt(end - 1))) end--;
    if (end - start < 8) continue;
    if (!draft.fields.some((field) => field.name === 'url')) record(draft, 'url', { start, end }, 'web-address', 0.98);
    take(draft, { start, end });
  }
  const doi = DOI.exec(draft.raw.slice(draft.start));
  if (doi?.[1] !== undefined) {
    const at = draft.start + doi.index + doi[0].length - doi[1].length;
    const end = at + doi[1].replace(/[.,;:)\]]+$/, '').length;
    record(draft, 'doi', { start: at, end }, 'doi', 0.98);
    take(draft, { start: draft.start + doi.index, end });
  }
}
