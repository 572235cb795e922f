import { kindOf, LETTER } from './characters';
import type { Draft } from './draft';
import { field } from './draft';
import { isHouse } from './list-evidence';
import type { TypeGround } from './work-types';

/** How often the type is right, by what it rests on (measured on gold lines). */
const TYPE = { sign: 0.97, known: 0.995, words: 0.96, press: 0.97, guess: 0.88 } satisfies Record<TypeGround, number>;

/** From the product of the single chances, which are not independent, to how often gold lines at that product are right. */
const CALIBRATION = [[0, 0], [0.4, 0.3], [0.5, 0.5], [0.6, 0.65], [0.7, 0.84], [0.78, 0.92], [0.85, 0.97], [1, 1]] as const;

function calibrated(chance: number): number {
  const above = Math.max(1, CALIBRATION.findIndex(([raw]) => raw >= chance));
  const [x0, y0] = CALIBRATION[above - 1] ?? CALIBRATION[0];
  const [x1, y1] = CALIBRATION[above] ?? CALIBRATION[1];
  return y0 + ((chance - x0) / (x1 - x0)) * (y1 - y0);
}

const JOINING = new Set(['and', 'et', 'und', 'in', 'ed', 'eds', 'the', 'by', 'p', 'pp', 'en', 'of']);
const LONGEST_JOINING = 3;

/** Letters of the line that no field and no step accounts for. */
function unexplained(draft: Draft): number {
  const fields = draft.fields.toSorted((a, b) => a.start - b.start);
  let letters = 0;
  let from = draft.start;
  for (const { start, end } of fields) {
    letters += lettersBetween(draft.work, from, start);
    from = Math.max(from, end);
  }
  return letters + lettersBetween(draft.work, from, draft.end);
}

/** Letters of a stretch, without those of words that join. */
function lettersBetween(work: string, from: number, to: number): number {
  let letters = 0;
  for (let at = from; at < to; at++) {
    if (kindOf(work.charCodeAt(at)) !== LETTER) continue;
    const start = at;
    while (at < to && kindOf(work.charCodeAt(at)) === LETTER) at++;
    if (at - start > LONGEST_JOINING || !JOINING.has(work.slice(start, at).toLowerCase())) letters += at - start;
  }
  return letters;
}

/** Whether persons and organisations stand in one list of authors: one of them is often a part of the title. */
function isMixed(names: Draft['names']): boolean {
  return names.some((name) => 'family' in name) && names.some((name) => 'literal' in name && !/^et al/.test(name.literal));
}

/**
 * The chance that every field of the line is right: the surest finding of each field, what the type rests on, and what is
 * missing or left over. Checked against gold lines by the scorer's reliability table.
 */
export function confidenceOf(draft: Draft, ground: TypeGround): number {
  let weakestAuthor = 1;
  let chance = TYPE[ground];
  for (const { name, confidence } of draft.fields) {
    if (name === 'author') weakestAuthor = Math.min(weakestAuthor, confidence);
    else chance *= confidence;
  }
  chance *= weakestAuthor;
  if (!draft.title) chance *= 0.75;
  else if (draft.names.length === 0) chance *= draft.quoted ? 0.97 : 0.85;
  if (!field(draft, 'date') && !draft.signs.has('undated')) chance *= 0.85;
  const container = field(draft, 'container');
  if (!container) chance *= draft.quoted ? 0.96 : 0.85;
  else if (ground !== 'press' && !isHouse(draft.evidence, container.value)) chance *= draft.quoted ? 0.97 : 0.95;
  const known = container !== undefined && isHouse(draft.evidence, container.value);
  if (!known && container?.value.includes(',')) chance *= 0.85; // a place, series or editor may have stayed in it
  if (draft.title && !draft.quoted && /[[(]/.test(draft.raw.slice(draft.title.start, draft.title.end))) chance *= 0.85;
  if (isMixed(draft.names)) chance *= 0.85;
  const letters = unexplained(draft);
  if (letters > 2) chance *= letters > 12 ? 0.6 : 0.8;
  return Math.round(calibrated(chance) * 100) / 100;
}
