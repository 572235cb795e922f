import type { Draft } from './draft';
import { afterTitle } from './draft';
import { blankPhrases, phraseTable } from './phrases';

const DATE_WORDS = String.raw`(?:\d{1,4}(?:st|nd|rd|th|er)?[./-]\d{1,2}[./-]\d{2,4}|(?:\p{L}{3,12}\.?,?\s+)?(?:\d{1,2}(?:st|nd|rd|th|er|\.)?(?:\s+of|\s+de)?\s+\p{L}{3,12}\.?,?(?:\s+de)?\s+\d{4}|\p{L}{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\p{L}{3,12}\.?,?\s+\d{4})|\d{4},?\s+\p{L}{3,12}\.?\s+\d{1,2}|\d{4})`;
const ACCESS_WORDS = String.raw`(?:(?:last|date|page|site|first|web)\s+)?(?:accessed|access(?:ed)?\s+date|retrieved|visited|viewed|consulted|checked|cited|downloaded|read|consult[ée]e?|consultado|consultato|consultada|abgerufen|zugriff|zuletzt\s+(?:abgerufen|besucht)|geraadpleegd|besøgt|hämtad|page\s+consultée|vu|acesso|acessado|accedido|stand)`;
const ACCESS_NOTE = new RegExp(String.raw`[([]?\s*(?<![\p{L}\p{N}])${ACCESS_WORDS}(?:\s+(?:on|am|le|el|il|em|op|the|in|online|at|den|vom))?\s*:?\s*${DATE_WORDS}(?:\s*,?\s*(?:at\s+)?\d{1,2}:\d{2}(?:\s?[ap]\.?m\.?)?)?,?(?:\s+from\b)?\s*[)\]]?`, 'giu');
const MLA_WEB = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:Web|Online|Internet)\.\s+${DATE_WORDS}\.?`, 'gu');

/** Phrases that say nothing about the work's fields; some are a sign of its type. Each is blanked. */
const PHRASES = phraseTable([
  { words: '', pattern: /\s\((?:[A-Z]{2}|Mass|Calif|Conn|Ill|Pa|Md|Va)\.?\)(?=\s?:)/g }, // the state in "Boston (MA): …"
  { words: 'accessed retrieved visited consulted viewed', pattern: new RegExp(String.raw`(?<=\u0000[\s.,]{0,3})on\s${DATE_WORDS}`, 'gu') },
  { words: 'isbn issn', pattern: /(?<![\p{L}\p{N}])(?:ISBN|ISSN)(?:-1[03])?:?\s*[\dXx][\dXx\s–-]{7,20}/giu },
  { words: 'online ligne line web webpage website internet électronique línea elektronisch blog weblog video data software podcast press pdf html ebook kindle serial database', pattern: /\[\s*(?:online|en ligne|on-line|web page|webpage|website|internet|web|document électronique|en línea|elektronisch|web log post|blog post|weblog|video file|video|data file|data set|software|audio podcast|podcast|press release|pdf|html|ebook|kindle|serial online|database on the Internet)(?![\p{L}])[^[\]]{0,300}\]?/giu, sign: 'online' },
  { words: 'in translation sic s n online', pattern: /\[(?:in \p{Lu}\p{L}+(?: and \p{Lu}\p{L}+)?|\p{Lu}\p{L}+ translation|sic|s\.l\.?|s\.n\.?|n\.p\.?|online resource)\]/giu },
  { words: 'available retrieved accessed disponible consulté récupéré repéré online verfügbar abrufbar url ligne línea', pattern: /(?<![\p{L}\p{N}])(?:available\s+(?:online|electronically)?\s*(?:at|from|on|via|through)?|retrieved\s+from|accessed\s+(?:at|from|via|through)|disponible\s+(?:en|à|sur|at)?(?:\s+l['’](?:adresse|url))?|consulté\s+à\s+l['’]adresse|récupéré\s+(?:de|à|sur)|repéré\s+à|online\s+(?:at|unter|version)|verfügbar\s+unter|abrufbar\s+unter|url|en ligne|en línea)\s*:?\s*(?=[\s:.,;(<[\]]*\u0000)/giu, sign: 'online' },
  { words: 'http https www', pattern: /(?<![\p{L}\p{N}])(?:from|at|see|in|on|full text|source)\s*:?\s*(?=\u0000{8})/giu },
  { words: 'online ligne available', pattern: /(?<![\p{L}\p{N}])(?:online|available online|en ligne|available)\s*[:.]?\s*(?=[\s:.,;(<[\]]*(?:\u0000|$))/giu, sign: 'online' },
  { words: 'print web email mail cd dvd kindle', pattern: /(?<![\p{L}\p{N}])(?:Print|Web|Email|E-mail|CD-ROM|DVD|Kindle)\.\s*(?=$|\u0000|\()/gu },
  { words: 'modified updated revised posted published created', pattern: /(?<=[,.;([\u0000]\s?)(?:last\s+)?(?:modified|updated|revised|posted|published|created)(?:\s+(?:on|at))?\s*:?(?=\s*[\d\p{Lu}])/giu, sign: 'online' },
  { words: 'accessed retrieved visited pag npag', pattern: /(?<![\p{L}\p{N}])(?:accessed|retrieved|visited|n\.?\s?pag)\.?\s*$/giu },
]);

const ACCESS = phraseTable([
  { words: 'accessed access retrieved visited viewed consulted checked cited downloaded read consulte consulté consultée consultado consultato consultada abgerufen zugriff besucht geraadpleegd besøgt hämtad vu acesso acessado accedido stand', pattern: ACCESS_NOTE, sign: 'online' },
  { words: 'web online internet', pattern: MLA_WEB, sign: 'online' },
]);

/** Blanks access notes: their dates are not the work's. */
export function takeNotes(draft: Draft): void {
  blankPhrases(draft, afterTitle(draft), ACCESS);
}

/** Blanks "Available from", "[in French]", ISBN and the like, once addresses are blanked. */
export function takePhrases(draft: Draft): void {
  blankPhrases(draft, afterTitle(draft), PHRASES);
}
