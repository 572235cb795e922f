/** TeX accents by the combining character they mean (LaTeX2e, "Accents"); one-letter ones need a space or braces before a letter. */
const accents: Readonly<Record<string, string>> = {
  '`': '\u0300', "'": '\u0301', '^': '\u0302', '~': '\u0303', '=': '\u0304', u: '\u0306', '.': '\u0307', '"': '\u0308', r: '\u030a', H: '\u030b', v: '\u030c', d: '\u0323', c: '\u0327', k: '\u0328', b: '\u0331',
};

/** Characters that TeX writes as a command of letters. */
const commands: Readonly<Record<string, string>> = {
  textbackslash: '\\', textasciitilde: '~', textasciicircum: '^', textless: '<', textgreater: '>', textbar: '|', textquotedbl: '"',
  ss: 'ß', ae: 'æ', AE: 'Æ', oe: 'œ', OE: 'Œ', o: 'ø', O: 'Ø', l: 'ł', L: 'Ł', aa: 'å', AA: 'Å', dh: 'ð', DH: 'Ð', th: 'þ', TH: 'Þ', dj: 'đ', DJ: 'Đ', ng: 'ŋ', NG: 'Ŋ', i: 'ı', j: 'ȷ',
  textendash: '–', textemdash: '—', textellipsis: '…', ldots: '…', dots: '…', textquoteleft: '‘', textquoteright: '’', textquotedblleft: '“', textquotedblright: '”',
  guillemotleft: '«', guillemotright: '»', S: '§', P: '¶', copyright: '©', textcopyright: '©', texttrademark: '™', textregistered: '®', pounds: '£', textsterling: '£', euro: '€', texteuro: '€', textdegree: '°', textbullet: '•',
  textdollar: '$', textunderscore: '_', textbraceleft: '{', textbraceright: '}', textexclamdown: '¡', textquestiondown: '¿', TeX: 'TeX', LaTeX: 'LaTeX', BibTeX: 'BibTeX', slash: '/',
};

/** Commands that only change how their text looks: the text stays. */
const looks = /\\(?:emph|text(?:it|bf|sc|sf|tt|rm|sl|up|md|normal|superscript|subscript)|mkbib\p{L}+|enquote|uppercase|lowercase|MakeUppercase|url|href|mbox|hbox|it|bf|em|sc|sf|tt|rm|sl|bibinfo|protect|relax|noopsort)(?![\p{L}])\*?\s*/gu;

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}', '{': '\\{', '}': '\\}', '$': '\\$', '&': '\\&', '#': '\\#', '%': '\\%', _: '\\_', '~': '\\textasciitilde{}', '^': '\\textasciicircum{}', '<': '\\textless{}', '>': '\\textgreater{}',
};

/** Text for a BibTeX value: what TeX reads as more than itself is escaped, line ends are spaces, other characters stay (UTF-8, as biber and today's LaTeX read). */
export function texOfText(text: string): string {
  return plain(text).replace(/[\\{}$&#%_~^<>]/g, (character) => escapes[character] ?? character).replace(/([-`'])(?=\1)/g, '$1{}'); // no dash or quote of two
}

/** The text that a BibTeX value means: accents and symbols decoded, braces taken off, spaces joined. A command that is not known stays as it is written. */
export function textOfTex(value: string): string {
  // Escaped braces leave the text while the others are taken off.
  const decoded = value.replace(/\\\{/g, '\ue000').replace(/\\\}/g, '\ue001').replace(/\\\\/g, ' ').replace(looks, '')
    .replace(/\\([`'^~=."]|[uHvdcbkr](?![\p{L}]))\s*(?:\{\s*\\?([\p{L}])\s*\}|\\?([\p{L}]))/gu, (all, sign: string, braced?: string, bare?: string) => accented(accents[sign], braced ?? bare) ?? all)
    .replace(/\\(\p{L}+)(?:\{\}|\s+|(?![\p{L}]))/gu, (all, name: string) => commands[name]?.replace('\\', '\ue002').replace('~', '\ue003').replace('{', '\ue000').replace('}', '\ue001') ?? all)
    .replace(/\\([$&#%_ ,/-])/g, (_, character: string) => (character === ',' ? ' ' : /[/-]/.test(character) ? '' : character))
    .replace(/---/g, '—').replace(/--/g, '–').replace(/``/g, '“').replace(/''/g, '”').replace(/~/g, ' ').replace(/[{}]/g, '');
  return plain(decoded.replace(/\ue000/g, '{').replace(/\ue001/g, '}').replace(/\ue002/g, '\\').replace(/\ue003/g, '~')).normalize('NFC');
}

function accented(mark: string | undefined, letter: string | undefined): string | undefined {
  if (mark === undefined || letter === undefined) return undefined;
  return `${letter === 'ı' ? 'i' : letter}${mark}`.normalize('NFC');
}

/** One line without control characters. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}
