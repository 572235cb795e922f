import { createHash } from 'node:crypto';
import type { ReadLine } from '../citations/read-lines';
import type { ImportedArticle } from './imported-content';

/**
 * Tells whether two readings of an original would be written the same. Comments do not count: they are not read again. Of a work that a line cites its key
 * counts, by which it is found. As UTF-16, as it lies in memory: making UTF-8 of it costs twice what the digest does.
 */
export function digestOf({ article: { comments, bodyHtml, bodyText, ...rest }, lines }: { article: ImportedArticle; lines: readonly ReadLine[] }): string {
  const references = lines.map(({ confidence, fields, cited }) => `${confidence} ${fields} ${cited?.key ?? ''}`).join('\n');
  const digest = createHash('sha1');
  for (const text of [bodyHtml, bodyText, JSON.stringify(rest), references]) digest.update(text, 'utf16le').update('\0');
  return digest.digest('base64url');
}
