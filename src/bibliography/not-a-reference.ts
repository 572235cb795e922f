import { wordsOf } from './characters';
import type { Draft } from './draft';
import { lookFor } from './phrases';

const BACKWARD = /^(?:ibid(?:em)?|id\.|idem|op\.?\s?cit|loc\.?\s?cit|see (?:also )?(?:above|below|note|n\.|footnote|supra|infra|fn)|supra|infra|cf\.? (?:above|note)|as above|same as above|siehe (?:oben|anm)|ebd|ebenda|a\.\s?a\.\s?o|voir (?:ci-dessus|note)|vgl\. (?:oben|anm))(?![\p{L}\p{N}])/iu;
const SHORT_FORM = /\s(?:op\.?\s?cit|loc\.?\s?cit|ibid|supra note \d+|a\.\s?a\.\s?o)\b/i;
const NOTHING = /^(?:no comments?|\d+ comments?|sources?|references|bibliography|works cited|notes|further reading|bibliographie|literatur(?:verzeichnis)?|quellen|fuentes|bibliografía|bibliografia|fonti|references and notes|endnotes|footnotes|read more|posted by.*|labels?:.*|share this.*)\s*:?$/i;
const CAPTION = /^(?:map|figure|fig\.|table|photo|chart|box|plate|chapter|appendix)\s(?:\d+|[IVX]+)[.:]?\s/i;
const VERB = /(?<![\p{L}])(?:is|are|was|were|has|have|had|will|would|should|could|said|says|told|claims?|claimed|shows?|thinks?|believed?|went|did|does|can|must|may have|been|be|their|they|he|she|we|his|her|our|this|these|those|which|who|because|although|however|therefore|after|when|while)(?![\p{L}])/giu;

const VERBS = ['is', 'are', 'was', 'were', 'has', 'have', 'had', 'will', 'would', 'should', 'could', 'said', 'says', 'be', 'been', 'their', 'they', 'he', 'she', 'his', 'her', 'which', 'who', 'did', 'does', 'can', 'went', 'this', 'after', 'when', 'while'];
lookFor(VERBS);

/** Whether the line only points to another reference ("Ibid., 6."), is a heading, or holds nothing. */
export function pointsElsewhere(draft: Draft): boolean {
  const text = draft.raw.slice(draft.start, draft.start + 400).trim();
  return text.length < 6 || !/\p{L}{2}/u.test(text) || BACKWARD.test(text) || NOTHING.test(text) || CAPTION.test(text) || (text.length < 120 && SHORT_FORM.test(text));
}

/** "Toner, K. (2020, September 24). When it came, he turned …": names and a bracketed date do not begin prose. */
const AUTHOR_DATE = /^[^(),]{2,80},[^()]{1,200}\((?:19|20)\d\d[a-z]?(?:,[^()]{3,20})?\)\.\s/;

/** Whether what stands outside the title reads like prose: several function words of running sentences. */
export function readsLikeProse(draft: Draft): boolean {
  if (draft.words.size === 0 || !VERBS.some((verb) => draft.words.has(verb))) return false;
  const outside = draft.titleOuter ? draft.raw.slice(draft.start, draft.titleOuter.start) + draft.raw.slice(draft.titleOuter.end, draft.end) : draft.raw.slice(draft.start, draft.end);
  const words = wordsOf(outside).length;
  const verbs = outside.match(VERB)?.length ?? 0;
  return verbs >= (draft.titleOuter ? 2 : 3) && verbs * 9 > words && !AUTHOR_DATE.test(draft.raw.slice(draft.start, draft.start + 320));
}
