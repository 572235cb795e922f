import type { ImportedArticle, ImportedComment } from '../imported-content';

/** How a WordPress post is shown: only what is published, has no password and is not of the future is. */
export function postStatus(status: string, { password, publishedAt, now }: { password: boolean; publishedAt: Date | null; now: Date }): ImportedArticle['status'] {
  if (status === 'trash') return 'WITHDRAWN';
  return status === 'publish' && !password && (publishedAt === null || publishedAt <= now) ? 'PUBLISHED' : 'DRAFT';
}

/** The status of a WordPress comment: `1`, `0`, `spam`, `trash` in an export; `approved`, `hold`, `spam`, `trash` in the REST answers. */
export function commentStatus(approved: string, type: string): { status: ImportedComment['status']; statusReason: string | null } {
  switch (approved) {
    case '1': case 'approved': case 'approve': return { status: 'APPROVED', statusReason: type === '' || type === 'comment' ? null : `a ${type}: another site linked here` };
    case '0': case 'hold': return { status: 'PENDING', statusReason: 'waits for moderation in WordPress' };
    case 'spam': return { status: 'SPAM', statusReason: 'marked as spam in WordPress' };
    default: return { status: 'REJECTED', statusReason: `${approved || 'no status'} in WordPress` };
  }
}
