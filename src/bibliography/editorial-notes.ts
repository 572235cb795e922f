import type { Draft, Span } from './draft';
import { blankPhrases, phraseTable } from './phrases';

/** Editions, series, translators and kinds of document: what stands around a title or press but is neither. */
const NOTES = phraseTable([
  { words: 'edn ed edition éd édition aufl auflage edición edizione', pattern: /\(?(?<![\p{L}\p{N}])(?:\d+(?:st|nd|rd|th|e|ème|\.)|rev(?:ised|\.)?|new|second|third|fourth|fifth|sixth|2d|3d|updated|expanded|enlarged|abridged|paperback|reprint|illustrated|nouvelle|anniversary)(?:\s+(?:and|&|rev(?:ised|\.)?|updated|expanded|enlarged))*\s+(?:edn?|edition|éd|édition|ed\.|aufl(?:age)?|edición|edizione)\.?(?![\p{L}\p{N}])\s*\)?/giu, sign: 'edition' },
  { words: 'vol vols', pattern: /(?<![\p{L}\p{N}])\d+\s+vols?\.?(?=[\s,;:.(\u0000]|$)/giu, sign: 'edition' },
  { words: 'vol volume bd band tome t no nr issue p pp chap ch report paper publication', pattern: /\(\s*(?:vol|volume|bd|band|tome|t|no|nr|issue|pp?|chap|ch|report no|working paper|paper|technical report|publication)\.?\s[^()\u0000]{1,60}\)/giu },
  { words: 'thesis dissertation diss', pattern: /\(?(?<![\p{L}\p{N}])(?:unpublished\s+|un-?published\s+|published\s+)?(?:ph\.?\s?d\.?|doctoral|master(?:['’]?s)?|m\.?\s?(?:a|sc|phil|s|eng)\.?|bachelor(?:['’]s)?|m\.?\s?(?:f\.?\s?a|b\.?\s?a|ed|div|litt|p\.?\s?p|p\.?\s?a)\.?|ll\.?\s?[bmd]\.?|(?:ed|psy|th|d\.?\s?b|s\.?\s?j)\.?\s?[da]\.?|b\.?\s?(?:a|sc|ed)\.?|licentiate|d\.?\s?phil\.?|honou?rs|mba|undergraduate|senior|graduate)\.?,?\s+(?:thesis|dissertation|diss\.?)\.?,?/giu, sign: 'thesis' },
  { words: 'dissertation thesis', pattern: /\[(?:[\p{L}.'’ ]{0,20})(?:dissertation|thesis)\]/giu, sign: 'thesis' },
  { words: 'thèse mémoire dissertation diss diplomarbeit masterarbeit tesis tese dissertação tesi proefschrift habilitation habilitationsschrift', pattern: /(?<![\p{L}\p{N}])(?:thèse(?:\s+de\s+(?:doctorat|\p{L}+))?|mémoire\s+de\s+\p{L}+(?:\s+\d)?|dissertation|diss\.|diplomarbeit|masterarbeit|tesis\s+doctoral|tese\s+de\s+doutorado|dissertação\s+de\s+mestrado|tesi\s+di\s+(?:laurea|dottorato)|proefschrift|habilitation(?:sschrift)?)(?=[\s,.;:()\u0000]|$)/giu, sign: 'thesis' },
  { words: 'report reports paper papers series publication publications bulletin bulletins monograph monographs brief briefs', pattern: /\([^()]{0,80}(?<![\p{L}])(?:report|paper|series|publication|bulletin|monograph|brief)s?(?:\s(?:no\.?|#)?\s?[\w-]+)?\)/giu, sign: 'report' },
  { words: 'report reports rep paper papers watch brief briefs travail recherche arbeitspapier', pattern: /(?<![\p{L}\p{N}])(?:technical\s+report|tech\.?\s*rep(?:ort)?\.?|research\s+report|(?:nber\s+)?working\s+paper|discussion\s+paper|occasional\s+paper|policy\s+(?:paper|brief)|briefing\s+paper|issue\s+brief|white\s+paper|research\s+paper|policy\s+watch|staff\s+paper|special\s+report|document\s+de\s+travail|rapport\s+de\s+recherche|arbeitspapier)s?(?:\s+series)?\s*,?\s*(?:no|nr|num|number|n°|#|№)?\.?\s*(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s)(?:[a-z]{1,6}[-–/ ]){0,3}[a-z]{0,3}(?!(?:19|20)\d\d(?!\d))\d[\w/–-]*/giu, sign: 'report' },
  { words: 'studie papier bericht helpdesk', pattern: /(?:(?<![\p{L}\p{N}])\p{Lu}[\p{Lu}\d]{1,7}[-\s])?(?<![\p{L}])(?:studie|arbeitspapier|diskussionspapier|bericht|helpdesk report)\s(?:nr\.\s)?\d{1,4}(?=\s*[,.:;])/giu, sign: 'report' },
  { words: '', pattern: /(?<=[,.;]\s)[A-Z]{2,6}[-–/ ]?(?!(?:19|20)\d\d(?!\d))\d{2,}[\dA-Z/–-]*(?=\s*[,;.](?:\s|$))/g }, // "MDE 14/3229/2016"
  { words: 'rfc', pattern: /(?<![\p{L}\p{N}])RFC[-\s]?\d+,?/gu, sign: 'report' },
  { words: 'coll collection', pattern: /,?\s*coll(?:ection|\.)\s*[«“"][^»”"]{0,80}[»”"]/giu },
  { words: 'report memo memorandum backgrounder informe preprint paper', pattern: /(?<=[,.;(\u0000]\s?)(?:[a-z]{2,12}\s)?(?:report|memo(?:randum)?|backgrounder|informe|preprint|paper)\s(?:(?:no|nr|num|number|n°|#|№)\.?\s?)?[a-z]{0,8}[-/]?(?!(?:19|20)\d\d(?!\d))\d[\w/–-]*/giu, sign: 'report' },
  { words: 'trans ed eds comp illus narr', pattern: /\([^()]{1,120},?\s(?:trans|eds?|comp|illus|narr)\.?\)/giu },
  { words: 'report rep paper manuscript mimeo', pattern: /(?<=[,.;(\u0000]\s?)(?:technical\s+report|tech\.?\s*rep(?:ort)?\.?|research\s+report|working\s+paper|discussion\s+paper|occasional\s+paper|briefing\s+paper|issue\s+brief|white\s+paper|final\s+report|report|unpublished manuscript|manuscript|mimeo)(?=\s*[,.;)\u0000])/giu, sign: 'report' },
  { words: 'release', pattern: /(?<=[,.;([\u0000]\s?)(?:news|press|media)\s+release(?=\s*[,.;)\]\u0000]|\s*$)/giu, sign: 'press-release' },
  { words: 'patent', pattern: /(?<![\p{L}\p{N}])(?:u\.?s\.?(?:a\.?)?\s+|provisional\s+|european\s+)*patent\s*(?:application)?\s*(?:no|nr|№|n°|#)?\.?\s*[\dA-Z][\d,./A-Z-]*(?:,?\s*(?:date of patent|filed|issued|granted))?/giu, sign: 'patent' },
  { words: 'case docket action cause file index', pattern: /(?<![\p{L}\p{N}])(?:case|docket|civil action|cause|file|index)\s+(?:no|nos|number)\.?\s*[\w:–-]+/giu, sign: 'legal-case' },
  { words: 'trans translated transl tr übersetzt traduit traducción traduction trad traduzione foreword introduction preface illustrated intro intr', pattern: /(?<=[,.;(\u0000]\s?)(?:(?:trans(?:lated|l?\.)?|tr\.|übersetzt|traduit|traducción|traduction|trad\.?|traduzione)(?:\s+(?:by|von|par|de|di|into \p{Lu}\p{L}+ by))?|foreword by|introduction by|preface by|with an introduction by|illustrated by|intro\. by|intr\.)\s+(?:\p{Lu}[\p{L}\p{M}'’.-]*(?:\s|,\s(?=and)|\sand\s)?|and\s|&\s|de\s|von\s|van\s)+/giu },
  { words: 'repr reprint reprinted reissue reissued rpt originally first orig nachdr', pattern: /(?<=[,.;(\u0000]\s?)(?:repr(?:int(?:ed)?|\.)|reissued?|rpt\.?|originally published|first published|orig\.?|nachdr\.)(?:\s+(?:in|by))?[^()\u0000]{0,40}/giu },
  { words: 'press forthcoming appear submitted accepted druck paraître print publication view', pattern: /(?<=[,.;(\u0000]\s?)\(?(?:in press|forthcoming|to appear|submitted|accepted|im druck|à paraître|epub ahead of print|advance online publication|early view)\)?\.?/giu, sign: 'undated' },
  { words: 'interview interviewed', pattern: /(?<=[,.;([\u0000]\s?)(?:interview(?:ed)? (?:by|with)|personal interview|interview)(?:\s+\p{Lu}[\p{L}'’.-]+){0,3}(?=\s*[,.;)\]\u0000]|\s*$)/gu, sign: 'interview' },
  { words: 'film picture movie documentary', pattern: /\[(?:film|motion picture|movie|documentary)(?:;[^\]]{0,80})?\]/giu, sign: 'film' },
  { words: 'tv television series podcast radio broadcast transcript episode', pattern: /\[(?:tv|television|radio|audio)?\s?(?:series|podcast|broadcast|transcript|show|program(?:me)?)(?:\sepisode)?\]/giu, sign: 'broadcast' },
  { words: 'cong congress', pattern: /(?<![\p{L}\p{N}])\d{2,3}(?:st|nd|rd|th|d)\scong(?:ress|\.)?(?:,?\s(?:\d(?:st|nd|rd|d)|first|second)\ssess(?:ion|\.)?)?/giu, sign: 'congress' },
  { words: '', pattern: /\((?!COVID)[A-Z]{1,6}[-–/ ]\d[\w./-]*\)(?=\s*\.)/g, sign: 'report' },
  { words: 'film picture dvd video videorecording documentary', pattern: /(?<=[.;([\u0000]\s?)(?:film|motion picture|dvd|video(?:recording)?|documentary)(?=\s*[,.;)\]\u0000]|\s*$)/giu, sign: 'film' },
  { words: 'television radio tv broadcast podcast transcript', pattern: /(?<=[.;([\u0000]\s?)(?:television broadcast|radio broadcast|tv (?:programme|program|series)|television|radio|broadcast|podcast|transcript)(?=\s*[,.;)\]\u0000]|\s*$)/giu, sign: 'broadcast' },
  { words: 'software program', pattern: /(?<=[.;([\u0000]\s?)(?:computer software|software|computer program)(?=\s*[,.;)\]\u0000]|\s*$)/giu, sign: 'software' },
  { words: 'data dataset', pattern: /(?<=[.;([\u0000]\s?)(?:data ?set|data file)(?=\s*[,.;)\]\u0000]|\s*$)/giu, sign: 'dataset' },
  { words: 'op oped editorial opinion letter review comment column', pattern: /(?<=[,.;([\u0000]\s?)(?:op-?ed|editorial|opinion|letter to the editor|book review|letter|comment|column|review)(?=\s*[,.;)\]\u0000]|\s*$)/giu },
]);

/** Blanks editorial notes in a stretch of the line and keeps the signs they give. */
export function takeEditorialNotes(draft: Draft, span: Span): void {
  blankPhrases(draft, span, NOTES);
}
