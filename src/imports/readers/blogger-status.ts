import type { ImportedComment } from '../imported-content';

/** The status of a Blogger comment. Google documents no other than LIVE; what is not live is not shown. */
export function bloggerCommentStatus(status: string, trashed: boolean): Pick<ImportedComment, 'status'> & { statusReason: string | null } {
  if (trashed) return { status: 'REJECTED', statusReason: 'in the trash of Blogger' };
  if (/^live$/i.test(status)) return { status: 'APPROVED', statusReason: null };
  return { status: /spam/i.test(status) ? 'SPAM' : /deleted|removed|emptied/i.test(status) ? 'REJECTED' : 'PENDING', statusReason: `${status} in Blogger` };
}
