import type { Phase } from './decision';

/** What is left is decided by how the publication wants it (IBID_COMMENTS). */
export const setting: Phase = (_comment, { moderated }) => (moderated
  ? { status: 'PENDING', reason: 'Every comment waits for a moderator here.', rule: 'IBID_COMMENTS=moderated' }
  : { status: 'APPROVED', reason: 'Nothing spoke against it.', rule: 'IBID_COMMENTS=open' });
