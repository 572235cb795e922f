import type { Draft, Span } from './draft';
import { TAKEN, trimSpan } from './draft';
import { findKnownPublisher } from './known-publishers';
import { isPlace, isState, looksLikePlace } from './places';
import { remember } from './remember';

const PRESS_WORD = /(?<![\p{L}])(?:press(?:es)?|books?|publish(?:ers?|ing)|publications?|verlag(?:sgesellschaft)?|éditions?|editions|éd\.|edizioni|editorial|editore|editori|editora|ediciones|edições|uitgeverij|forlag|förlag|wydawnictwo|nakladatelství|yayınları|izdat\p{L}*|buchhandlung|& sons|and sons|& co|univ(?:ersity)?\.? pr(?:ess)?|UP|P(?:res)?UF|publishing house)(?![\p{L}])/iu;

/** Whether a name is a press: a known one, or one that says so. */
export const looksLikePress: (text: string) => boolean = remember((text) => {
  const known = findKnownPublisher(text);
  return known ? known.kind === 'PRESS' : PRESS_WORD.test(text); // the Associated Press is none
});

/** A press and, where the line has one, the place before it. `outer` covers both. */
export interface FoundPress { press: Span; outer: Span; sure: boolean }

/**
 * The press in a stretch between two stops: "New York: Penguin Press", "Murray Hill, NJ: AT&T Bell Laboratories",
 * "Oxford, Blackwell", "Stanford University Press". `colon` says whether an unknown place before a colon is believed.
 */
export function findPress(draft: Draft, stretch: Span, colon: boolean): FoundPress | null {
  const outer = trimSpan(draft.work, stretch);
  if (!outer) return null;
  const text = draft.work.slice(outer.start, outer.end);
  const sign = /\s?:\s*/.exec(text);
  if (sign) {
    const place = text.slice(0, sign.index);
    const press = trimSpan(draft.work, { start: outer.start + sign.index + sign[0].length, end: outer.end });
    const known = isPlace(place);
    if (press && (known || (looksLikePlace(place) && (colon || (!place.includes(' ') && findKnownPublisher(draft.raw.slice(press.start, press.end)) !== null)))) && !text.slice(sign.index + 1).includes(TAKEN)) {
      return { press: withoutSecondPlace(draft, press), outer, sure: known || looksLikePress(draft.raw.slice(press.start, press.end)) };
    }
    return null;
  }
  const [first = '', ...rest] = text.split(',').map((part) => part.trim());
  if (rest.length > 0 && isPlace(first) && !rest.every(isState)) { // "Oxford, Blackwell"; "Cambridge, MA, MIT Press"
    const state = isState(rest[0] ?? '') && rest.length > 1 ? (rest[0] ?? '').length + 2 : 0;
    const press = trimSpan(draft.work, { start: outer.start + text.indexOf(',') + 1 + state, end: outer.end });
    return press ? { press: withoutSecondPlace(draft, press), outer, sure: looksLikePress(draft.raw.slice(press.start, press.end)) } : null;
  }
  if (rest.length > 0 && rest.length < 3 && !isPlace(first) && rest.every((part) => isPlace(part) || isState(part)) && /^\p{Lu}/u.test(first) && first.split(' ').length < 6) { // "Blackwell, Oxford"
    const press = trimSpan(draft.work, { start: outer.start, end: outer.start + first.length });
    const likely = colon && draft.placedDate?.date.precision === 'year';
    return press && (likely || looksLikePress(first)) ? { press, outer, sure: looksLikePress(first) } : null;
  }
  if (looksLikePress(text) && text.length < 90) {
    return { press: withoutSecondPlace(draft, outer), outer, sure: true };
  }
  return null;
}

/** Cuts a place that follows the press: "University of California Press, Berkeley". */
function withoutSecondPlace(draft: Draft, press: Span): Span {
  const text = draft.work.slice(press.start, press.end);
  for (let comma = text.indexOf(','); comma !== -1; comma = text.indexOf(',', comma + 1)) {
    if (isPlace(text.slice(comma + 1).trim())) return { start: press.start, end: press.start + comma };
  }
  const series = text.search(/,\s+(?:coll(?:ections?|\.)|series|reihe|serie|no\.|vol\.)(?![\p{L}])/iu);
  if (series > 2) return { start: press.start, end: press.start + series };
  const semicolon = text.search(/\s?[;/]\s/);
  return semicolon > 2 ? { start: press.start, end: press.start + semicolon } : press;
}
