import { plainTextOf } from '../../html/plain-text';
import type { ImportedComment } from '../imported-content';
import { cleanText } from './decoded-text';
import { personName } from './person-name';

/** A comment as a format has it. */
export interface CommentInFormat {
  key: string;
  parentKey: string | null;
  authorName: string | null;
  html: string;
  status?: ImportedComment['status'];
  statusReason?: string | null;
  createdAt: Date | null;
}

/** Makes the plain comment: its text without markup, its writer without address. */
export function buildComment({ key, parentKey, authorName, html, status = 'APPROVED', statusReason = null, createdAt }: CommentInFormat): ImportedComment {
  return { key: cleanText(key), parentKey: parentKey === null ? null : cleanText(parentKey), authorName: personName(cleanText(authorName ?? '')) ?? 'Anonymous', body: plainTextOf(cleanText(html)), status, statusReason, createdAt };
}
