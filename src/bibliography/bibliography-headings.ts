/** What stands above a list of sources, in the languages lists are written in; all in lower case. */
const HEADINGS = {
  english: 'sources|source list|bibliography|bibliographies|references|reference list|references cited|works cited|works consulted|literature|literature cited|further reading|recommended reading|reading list|'
    + 'citations|notes|endnotes|footnotes|notes and sources|sources and notes|notes and references|references and notes|notes and bibliography|sources and further reading|sources and references|sources cited|sources consulted',
  german: 'quellen|quellenangaben|quellenverzeichnis|quellen und literatur|literatur|literaturverzeichnis|literaturangaben|literaturhinweise|bibliographie|bibliografie|anmerkungen|fußnoten|endnoten|einzelnachweise|weiterführende literatur|nachweise',
  french: 'bibliographie|bibliographie sommaire|bibliographie sélective|références|références bibliographiques|ouvrages cités|notes et références|sources et bibliographie|pour aller plus loin|orientation bibliographique',
  spanish: 'bibliografía|fuentes|fuentes consultadas|referencias|referencias bibliográficas|obras citadas|notas|notas al pie|lecturas recomendadas|bibliografía consultada',
  italian: 'bibliografia|bibliografia essenziale|fonti|riferimenti|riferimenti bibliografici|opere citate|note|sitografia|note bibliografiche',
  portuguese: 'referências|referências bibliográficas|bibliografia|fontes|notas|obras citadas',
  dutch: 'bronnen|bronvermelding|literatuur|literatuurlijst|literatuuropgave|bibliografie|referenties|noten|voetnoten|eindnoten',
  nordic: 'källor|källförteckning|litteratur|litteraturförteckning|referenser|noter|kilder|kildeliste|litteraturliste|referencer|referanser|lähteet|kirjallisuus|viitteet',
  slavic: 'bibliografia|źródła|przypisy|literatura|zdroje|prameny|použitá literatura|reference|poznámky|литература|список литературы|источники|примечания|библиография|джерела|література|извори',
  others: 'kaynaklar|kaynakça|dipnotlar|források|irodalom|jegyzetek|surse|bibliografie|πηγές|βιβλιογραφία|παραπομπές|المصادر|المراجع|المصادر والمراجع|الهوامش|منابع|מקורות|ביבליוגרפיה|הערות|参考文献|參考文獻|参考资料|출처|참고문헌',
} as const;

const KNOWN: ReadonlySet<string> = new Set(Object.values(HEADINGS).flatMap((words) => words.split('|')));
const MODIFIER = /^(?:selected|select|further|main|additional|general|annotated|key|a|the|list of|primary|secondary|suggested|auswahl-?|ausgewählte|principales|principaux|główne)\s+/;
const LONGEST = 60;

/** A line as a heading is compared: without marks of Markdown, numbering and closing punctuation. */
const bare = (line: string): string => line.trim().replace(/^#+\s*|^[*_]{1,3}(?=\S)/, '').replace(/^(?:\d{1,2}|[ivx]{1,5})[.)]\s+/i, '').replace(/[\s:.*_#–—-]+$/, '').replace(/\s+/g, ' ').toLowerCase();

/** Whether the line is the heading of a bibliography ("SOURCES", "## Références :", "7. Literatur"). */
export function isBibliographyHeading(line: string): boolean {
  if (line.length > LONGEST) return false;
  const text = bare(line);
  return KNOWN.has(text) || KNOWN.has(text.replace(MODIFIER, ''));
}

const INLINE = /^\s*(?:[*_]{1,3})?(sources?|references?|bibliography|works cited|quellen?|literatur|fuentes?|références|fonti|bronn?en?|источники?)(?:[*_]{1,3})?\s?:(?:[*_]{1,3})?\s+(?=\S)/iu;

/** The heading of a line that goes on with the first reference ("Sources: Hare, Ann, …"), as long as it is written; null when there is none. */
export function inlineHeading(line: string): { heading: string; length: number } | null {
  const match = INLINE.exec(line.slice(0, 80));
  return match && { heading: match[1] ?? '', length: match[0].length };
}

const SUBHEADINGS: ReadonlySet<string> = new Set(('books|articles|journal articles|newspapers|newspaper articles|magazines|journals|web sites|websites|web|online|online sources|internet|internet sources|interviews|films|films and television|reports|documents|'
  + 'government documents|official documents|primary sources|secondary sources|archives|archival sources|archival material|unpublished sources|published sources|theses|dissertations|other|other sources|press|media|videos|podcasts|'
  + 'monographien|aufsätze|zeitungen|zeitschriften|internetquellen|primärliteratur|sekundärliteratur|archivalien|gedruckte quellen|ungedruckte quellen|livres|ouvrages|presse|sites internet|sites web|archives et sources|libros|artículos|artículos de prensa|prensa|libri|articoli|boeken|artikelen|kranten').split('|'));

/** Whether the line parts a bibliography ("Books", "B", "Internetquellen:") and is no reference. */
export function isSubheading(line: string): boolean {
  if (line.length > LONGEST) return false;
  const text = bare(line);
  return SUBHEADINGS.has(text) || /^\p{L}$/u.test(text);
}

const AFTER_LIST = /^\s*(?:#+\s*|[*_]{1,3})?(?:about the authors?|about us|author(?:['’]s)? bio|related (?:posts|articles|stories|content|reading)|you (?:may|might) also like|see also|share (?:this|on)|tags?|filed under|categories|labels|posted (?:by|in|on)|comments?|\d+ (?:comments?|responses|replies)|no comments|leave a (?:comment|reply)|post a comment|subscribe|newsletter|advertisement|acknowledge?ments?|appendix|copyright|©|all rights reserved|previous post|next post|older post|newer post|continue reading|über den autor|über die autorin|schlagwörter|kommentare|à propos de l['’]auteur|commentaires|sobre el autor|comentarios|etiquetas|sull['’]autore|commenti|over de auteur|reacties)(?:\s*[:.*_]|\s*$|\s+(?=\p{Lu}|\d))/iu;

/** Whether a line begins what follows a bibliography: tags, comments, who the author is. */
export function isAfterBibliography(line: string): boolean {
  return line.length < 400 && AFTER_LIST.test(line);
}
