import type { Draft, Sign, Span } from './draft';
import { take } from './draft';

const N = String.raw`(?<![\p{L}\p{N}])`;
const NUMBER = String.raw`[A-Za-z]?\d+[a-z]?`;
const RANGE = String.raw`${NUMBER}(?:\s?[-–—−‐]\s?${NUMBER})?`;

/** Where in a volume a work stands. Order: the longest forms first, so that a part is not taken from the middle of one. */
const PATTERNS: readonly (readonly [RegExp, Sign])[] = [
  [new RegExp(String.raw`${N}\d+(?:\.\d+)?\s?,?\s?\(\d+(?:\s?[-–/&]\s?\d+)?\)\s?[,:;]?\s?(?:p{0,2}\.?\s?${RANGE})?`, 'gu'), 'issue'],
  [new RegExp(String.raw`${N}(?:pp?|pgs?|pages?|págs?|pág|S|Bl|fol|ff)\.?\s?${RANGE}(?:\s?(?:,|and|&)\s?${RANGE})*\+?(?:\s?ff?\.)?`, 'gu'), 'pages'],
  [new RegExp(String.raw`${N}Pp\.\s?${RANGE}`, 'gu'), 'pages'],
  [new RegExp(String.raw`${N}\d+\s?(?:pp|pages|p|Seiten|S)(?:\.|(?![\p{L}\p{N}]))`, 'gu'), 'pages'],
  [new RegExp(String.raw`${N}(?:vol(?:ume)?s?|tome|bd|band|jg|jahrgang|årg)\.?\s?(?:\d+|[IVXLC]+(?![\p{L}]))(?:\s?[-–/]\s?\d+)?`, 'giu'), 'volume'],
  [new RegExp(String.raw`${N}(?:no|nos|nr|n°|nº|n\.º|№|núm|num|issue|iss|nummer|heft|h\.|n\.|fasc|number)\.?\s?\d+(?:\s?[-–/]\s?\d+)*`, 'giu'), 'issue'],
  [new RegExp(String.raw`${N}(?:sec(?:tion|t)?|col|chap(?:ter)?|ch|para|article id|art(?:icle)? no|abstract)\.?\s?[A-Z]?\d+[A-Z]?`, 'giu'), 'pages'],
  [new RegExp(String.raw`${N}(?:sec(?:tion)?|sect)\.?\s[A-Z](?![\p{L}])`, 'gu'), 'pages'],
  [/\d+(?:er|re|e|ème)\s(?:semestre|trimestre)/gu, 'issue'],
  [new RegExp(String.raw`${N}\d+\s?:\s?(?:[A-Za-z]?\d+)(?:\s?[-–—−‐]\s?[A-Za-z]?\d+)?`, 'gu'), 'volume'],
  [/(?<=[,:;.\u0000]\s{0,2})\d+\s?,\s?\d+\s?[-–—−‐]\s?\d+/gu, 'volume'],
  [/(?<=[,:;.\u0000)]\s{0,2})[A-Za-z]?\d{1,5}\s?[-–—−‐]\s?[A-Za-z]?\d{1,5}(?=\s*(?:[.,;)\u0000]|$))/gu, 'pages'],
  [/(?<=[,;:\u0000]\s{0,2})\(?\d{1,5}\)?(?=\s*(?:[.,;)\u0000]|$))/gu, 'volume'],
  [/(?<=[,;.\u0000]\s{0,2})[A-Z]{1,2}-?\d{1,3}(?:\s?[-–]\s?[A-Z]?\d{1,3})?\+?(?=\s*(?:[.,;)\u0000]|$))/gu, 'pages'],
  [/(?<=[,;.\u0000]\s{0,2})(?:[xvil]+\s?[-–]\s?[xvil]+|[ivxlc]{2,8})(?=\s*(?:[.,;)\u0000]|$))/gu, 'pages'],
  [/(?<=[,;.\u0000]\s{0,2})(?:late|early|final|city|national|international)\s+ed(?:ition|n)?\.?(?=\s*(?:[.,;)\u0000]|$))/giu, 'pages'],
];

/** Blanks volume, issue and page numbers in a stretch of the line and notes which there were. */
export function takeLocators(draft: Draft, { start, end }: Span): void {
  if (!/\d|[ivx]/.test(draft.work.slice(start, end))) return;
  for (const [pattern, sign] of PATTERNS) {
    for (const match of draft.work.slice(start, end).matchAll(pattern)) {
      take(draft, { start: start + match.index, end: start + match.index + match[0].length });
      draft.signs.add(sign);
    }
  }
}
