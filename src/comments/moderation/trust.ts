import type { Phase } from './decision';

/** Who decides about comments need not wait for a decision. */
export const trust: Phase = (_comment, { byModerator }) => (byModerator ? { status: 'APPROVED', reason: 'Written by a moderator.', rule: null } : null);
