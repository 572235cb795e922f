import type { Decision, Facts, NewComment, Phase } from './decision';
import { links } from './links';
import { rate } from './rate';
import { repeats } from './repeats';
import { setting } from './setting';
import { trust } from './trust';
import { words } from './words';

/** The phases of moderation. The first that decides wins, so the order is part of the rules; each says why it stands where it does. */
export const phases = [
  { name: 'TRUST', decide: trust, because: 'A moderator is subject to none of the others.' },
  { name: 'RATE', decide: rate, because: 'A flood is refused, not kept: nothing that would keep it may decide before.' },
  { name: 'WORDS', decide: words, because: "The publication's own words say more than any guess of the phases below." },
  { name: 'REPEATS', decide: repeats, because: 'It is surer of advertising than the number of links is.' },
  { name: 'LINKS', decide: links, because: 'The last of those that look at the text.' },
  { name: 'SETTING', decide: setting, because: 'It decides about all that is left.' },
] as const satisfies readonly { name: string; decide: Phase; because: string }[];

export type PhaseName = (typeof phases)[number]['name'];

/** What becomes of a comment, and which phase said so. */
export function moderate(comment: NewComment, facts: Facts): Decision & { phase: PhaseName } {
  for (const { name, decide } of phases) {
    const decision = decide(comment, facts);
    if (decision) return { ...decision, phase: name };
  }
  throw new Error('the last phase of moderation did not decide');
}
