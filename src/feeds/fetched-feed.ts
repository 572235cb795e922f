import { HEAD_BYTES } from '../imports/readers/charset';
import type { Format } from '../imports/read-content';
import { sniffFormat } from '../imports/sniff-format';
import type { Outside, OutsideAnswer } from '../outside/outside';
import { shownUrl } from '../outside/outside-error';
import { NoFeed } from './no-feed';

/** A document that can be polled, as it came. */
export interface FetchedFeed { url: string; permanentUrl: string | null; headers: Record<string, string>; bytes: Buffer; format: Format; charset: string | null }

const accept = 'application/feed+json, application/atom+xml, application/rss+xml, application/json;q=0.9, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5';

/** Asks for a feed, only if it changed where `validators` say since when. */
export function askForFeed(outside: Outside, url: string, validators: Record<string, string> = {}, timeoutMs?: number): Promise<OutsideAnswer> {
  return outside.fetch({ url, headers: { accept, ...validators }, ...(timeoutMs !== undefined && { timeoutMs }) });
}

/** Reads what came; throws NoFeed for what cannot be polled: a page, a plain text, an answer that is none. */
export async function feedIn(answer: OutsideAnswer): Promise<FetchedFeed> {
  const { status, headers, url, permanentUrl } = answer;
  if (status !== 200) {
    answer.discard();
    throw new NoFeed(`${shownUrl(url)}: expected a feed, got HTTP status ${status}.`);
  }
  const bytes = await answer.bytes();
  const charset = /;\s*charset="?([\w.:-]{1,40})/i.exec(headers['content-type'] ?? '')?.[1] ?? null;
  const format = sniffFormat(bytes.subarray(0, HEAD_BYTES));
  if (format === null || format === 'html' || format === 'plain-text' || format === 'markdown') {
    const came = bytes.length === 0 ? 'nothing' : format === 'html' ? 'a web page' : format === null ? 'something unknown' : 'a text';
    throw new NoFeed(`${shownUrl(url)}: expected a feed (RSS, Atom, JSON Feed, an API of WordPress or Blogger, or another format that is imported), got ${came}.`,
      { url, html: format === 'html' ? bytes.toString('latin1') : '', headers });
  }
  return { url, permanentUrl, headers, bytes, format, charset };
}
