/** Clipped words whose full stop does not end a sentence. */
const CLIPPED = new Set((
  'vol vols no nos nr pp p ed eds edn rev repr trans transl tr st dr mr mrs ms prof sen rep gen col lt capt sgt gov jr sr vs v cf ca fig ch chap sec ser suppl '
  + 'inc ltd co corp bros univ dept assn assoc inst int intl internat natl proc conf symp trans j am amer acad soc sci med phys chem biol lett eng appl math comput clin '
  + 'res stud hist lit lang psychol econ polit philos educ geogr geol anthropol sociol q quart bull ann arch rec mag adm mgmt mech electr nucl opt oncol surg pharm physiol biochem '
  + 'genet ecol environ eur brit aust austr engl nov dec jan feb apr aug sept sep oct ste hg hrsg bd jg nachdr aufl t tom coll dir coord etc al ibid op cit commun '
  + 'u.s u.k u.n ph e.g i.e d.c wash mass calif conn'
).split(' '));

const STOP = /[.?!…][’”"»)\]]?(?=[\s\u0000]|$)/g;

/**
 * Offsets just after the full stops, question and exclamation marks that end a sentence in `work`: not those of initials,
 * clipped words ("Vol.", "Proc.") or decimals. After the title (`inHolder`) one short word alone is clipped too: "Commun. ACM".
 */
export function sentenceEnds(work: string, from: number, to: number, inHolder = false): number[] {
  const ends: number[] = [];
  let last = from;
  const text = work.slice(from, to);
  STOP.lastIndex = 0;
  for (let match = STOP.exec(text); match !== null; match = STOP.exec(text)) {
    const at = from + match.index;
    if (work.charAt(at) === '.' && isClipped(work, from, at, to)) continue;
    // "Vand. L. Rev.": a short word alone before another clipped one.
    if (/^[\s\u0000]*\p{Lu}\p{L}{1,6}$/u.test(work.slice(last, at)) && (inHolder ? /^\s\p{Lu}/u : /^\s\p{Lu}\p{L}{0,6}\./u).test(work.slice(at + 1, at + 12))) continue;
    // "J. Mach. Learn. Res.": clipped words only, and another follows.
    if (inHolder && /^\s*(?:\p{Lu}\p{L}{0,6}\.\s?)+\p{Lu}\p{L}{0,6}$/u.test(work.slice(last, at)) && /^\s\p{Lu}\p{L}{0,7}\./u.test(work.slice(at + 1, at + 12))) continue;
    if (work.charAt(at) !== '.' && !/^[\s\u0000]*(?:[\p{Lu}\p{N}(\u0000]|$)/u.test(work.slice(at + match[0].length, at + match[0].length + 6))) continue;
    last = at + match[0].length;
    ends.push(last);
  }
  return ends;
}

function isClipped(work: string, from: number, at: number, to: number): boolean {
  const before = work.slice(Math.max(from, at - 14), at);
  const word = /[\p{L}\p{M}.]+$/u.exec(before)?.[0] ?? '';
  if (/^\s+\p{Ll}/u.test(work.slice(at + 1, Math.min(to, at + 4)))) return true; // runs on in lower case
  if (/^(?:\p{L}\.)*\p{Lu}$/u.test(word)) return true; // an initial
  return CLIPPED.has(word.toLowerCase());
}
