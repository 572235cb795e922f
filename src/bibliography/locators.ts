import type { Draft, Span } from './draft';
import { blankPhrases, phraseTable } from './phrases';

const N = String.raw`(?<![\p{L}\p{N}])`;
const NUMBER = String.raw`[A-Za-z]?\d+[a-z]?`;
const RANGE = String.raw`${NUMBER}(?:\s?[-–—−‐]\s?${NUMBER})?`;

/** Where in a volume a work stands. Order: the longest forms first, so that a part is not taken from the middle of one. */
const NUMBERED = phraseTable([
  { words: '', pattern: /(?<=,\s)\d{1,4}\s(?=(?:[A-Z][A-Za-z'’&.]*\s){1,6}\d+\s*(?:[(,\u0000]|$))/g, sign: 'volume' }, // "3 HARV. L. REV. 45"
  { words: 'at', pattern: /(?<=[,\u0000]\s?)at\s[A-Z]?\d+(?![\p{L}\p{N}])/gu, sign: 'pages' },
  { words: '', pattern: new RegExp(String.raw`\d(?<![\p{L}\p{N}].)\d*(?:\.\d+)?\s?,?\s?\(\d+(?:\s?[-–/&]\s?\d+)?\)\s?[,:;]?\s?(?:p{0,2}\.?\s?${RANGE})?`, 'gu'), sign: 'issue' },
  { words: 'p pp pg pgs page pages pág págs s bl fol ff', pattern: new RegExp(String.raw`${N}(?:pp?|pgs?|pages?|págs?|pág|S|Bl|fol|ff)\.?\s?${RANGE}(?:\s?(?:,|and|&)\s?${RANGE})*\+?(?:\s?ff?\.)?`, 'gu'), sign: 'pages' },
  { words: 'pp', pattern: new RegExp(String.raw`${N}Pp\.\s?${RANGE}`, 'gu'), sign: 'pages' },
  { words: 'pp pages p seiten s', pattern: new RegExp(String.raw`${N}\d+\s?(?:pp|pages|p|Seiten|S)(?:\.|(?![\p{L}\p{N}]))`, 'gu'), sign: 'pages' },
  { words: 'vol vols volume volumes tome bd band jg jahrgang årg', pattern: new RegExp(String.raw`${N}(?:vol(?:ume)?s?|tome|bd|band|jg|jahrgang|årg)\.?\s?(?:\d+|[IVXLC]+(?![\p{L}]))(?:\s?[-–/]\s?\d+)?`, 'giu'), sign: 'volume' },
  { words: 'no nos nr n nº № núm num issue iss nummer heft h fasc number º', pattern: new RegExp(String.raw`${N}(?:no|nos|nr|n°|nº|n\.º|№|núm|num|issue|iss|nummer|heft|h\.|n\.|fasc|number)\.?\s?\d+(?:\s?[-–/]\s?\d+)*`, 'giu'), sign: 'issue' },
  { words: 'sec section sect col chap chapter ch para article art abstract', pattern: new RegExp(String.raw`${N}(?:sec(?:tion|t)?|col|chap(?:ter)?|ch|para|article id|art(?:icle)? no|abstract)\.?\s?[A-Z]?\d+[A-Z]?`, 'giu'), sign: 'pages' },
  { words: '', pattern: /\d(?<![\p{L}\p{N}].)\d?\/(?:19|20)\d\d(?!\d)/gu, sign: 'issue' },
  { words: 'semestre trimestre', pattern: /\d+(?:er|re|e|ème)\s(?:semestre|trimestre)/gu, sign: 'issue' },
  { words: '', pattern: new RegExp(String.raw`\d(?<![\p{L}\p{N}].)\d*\s?:\s?(?:[A-Za-z]?\d+)(?:\s?[-–—−‐]\s?[A-Za-z]?\d+)?`, 'gu'), sign: 'volume' },
  { words: '', pattern: /\d(?<=[,:;.\u0000]\s{0,2}\d)\d*\s?,\s?\d+\s?[-–—−‐]\s?\d+/g, sign: 'volume' },
  { words: '', pattern: /[A-Za-z]?\d(?<=[,:;.\u0000)]\s{0,2}[A-Za-z]?\d)(?!(?:(?<=1)[5-9]|(?<=2)0)\d\d\s?[-–—−‐]\s?(?:1[5-9]|20)\d\d(?!\d))\d{0,4}\s?[-–—−‐]\s?[A-Za-z]?\d{1,5}(?=\s*(?:[.,;)\u0000]|$))/g, sign: 'pages' },
  { words: '', pattern: /\(?\d(?<=[,;:\u0000]\s{0,2}\(?\d)\d{0,4}\)?(?=\s*(?:[.,;)\u0000]|$))/g, sign: 'volume' },
  { words: '', pattern: /[A-Z](?<=[,;.\u0000]\s{0,2}[A-Z])[A-Z]?-?\d{1,3}(?:\s?[-–]\s?[A-Z]?\d{1,3})?\+?(?=\s*(?:[.,;)\u0000]|$))/g, sign: 'pages' },
]);

/** The same without a digit: sections, Roman pages, editions of a newspaper. */
const UNNUMBERED = phraseTable([
  { words: 'section', pattern: /(?<=[,;.\u0000]\s?)Section:\s?\p{Lu}[\p{L} ]+/gu, sign: 'pages' },
  { words: 'sec section sect', pattern: new RegExp(String.raw`${N}(?:sec(?:tion)?|sect)\.?\s[A-Z](?![\p{L}])`, 'gu'), sign: 'pages' },
  { words: '', pattern: /[ivxlc](?<=[,;.\u0000]\s{0,2}[ivxlc])(?:[xvil]*\s?[-–]\s?[xvil]+|[ivxlc]{1,7})(?=\s*(?:[.,;)\u0000]|$))/g, sign: 'pages' },
  { words: 'late early final city national international', pattern: /(?<=[,;.\u0000]\s{0,2})(?:late|early|final|city|national|international)\s+ed(?:ition|n)?\.?(?=\s*(?:[.,;)\u0000]|$))/giu, sign: 'pages' },
]);

/** Blanks volume, issue and page numbers in a stretch of the line and notes which there were. */
export function takeLocators(draft: Draft, span: Span): void {
  if (/\d/.test(draft.work.slice(span.start, span.end))) blankPhrases(draft, span, NUMBERED);
  blankPhrases(draft, span, UNNUMBERED);
}
