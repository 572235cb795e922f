import { Mistake, UserErrorCode } from '../graph/user-errors';
import type { HandedIn } from '../imports/import-request';
import { formats } from '../imports/read-content';
import type { ImportContentInput } from './feed.input';

/** What `importContent` is asked for; throws Mistake for what cannot be imported. */
export function readImportInput({ text, url, format, originName }: ImportContentInput): HandedIn {
  const known = formats.find((name) => name === format);
  if (format != null && known === undefined) throw new Mistake('input.format', UserErrorCode.INVALID, `Expected one of ${formats.join(', ')}, got ${JSON.stringify(format.slice(0, 100))}.`);
  if (originName != null && (originName.trim() === '' || originName.length > 200 || /\p{Cc}/u.test(originName))) {
    throw new Mistake('input.originName', UserErrorCode.INVALID, `Expected a name of 1 to 200 characters on one line, got ${JSON.stringify(originName.slice(0, 100))}.`);
  }
  if (text == null && url == null) throw new Mistake('input.text', UserErrorCode.INVALID, 'Expected a text or the address of one, got neither.');
  if (text != null && text.trim() === '') throw new Mistake('input.text', UserErrorCode.INVALID, 'Expected a text, got an empty one.');
  if (text != null && url != null && !(/^https?:/i.test(url) && URL.canParse(url))) throw new Mistake('input.url', UserErrorCode.INVALID, 'Expected an address such as https://example.org/, got something else.');
  return { content: text == null ? null : Buffer.from(text), url: url ?? null, format: known ?? null, originName: originName?.trim() ?? null };
}
