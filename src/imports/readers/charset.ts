/** Bytes that are looked at to tell the charset; a declaration has to stand among them. */
export const HEAD_BYTES = 65_536;

const MARKS: readonly (readonly [charset: string, ...bytes: number[]])[] = [
  ['utf-8', 0xef, 0xbb, 0xbf], ['utf-16le', 0xff, 0xfe], ['utf-16be', 0xfe, 0xff],
  ['utf-16le', 0x3c, 0x00, 0x3f, 0x00], ['utf-16be', 0x00, 0x3c, 0x00, 0x3f], // "<?" without a mark: XML 1.0, appendix F
];
const DECLARATION = /^[^<]{0,100}(?:<!--[^]{0,4000}?-->\s{0,100})?<\?xml[^>]{0,200}?\sencoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})["']/;
const META = /<meta\s[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})/i;
/** Charsets old feeds are in without saying so, with the letters that text in them is mostly made of; of two that fit as well the first, which has fewer letters. */
const LEGACY: readonly (readonly [charset: string, letters: RegExp])[] = [
  ['koi8-r', /[а-яё]/g], ['windows-1255', /[א-ת]/g], ['windows-1251', /[а-яё]/g], ['iso-8859-7', /[α-ωά-ώ]/g], ['windows-1256', /[ء-ي]/g],
  ['big5', /[\u4e00-\u9fff]/g], ['gb18030', /[\u4e00-\u9fff]/g], ['shift_jis', /[\u3040-\u30ff\u4e00-\u9fff]/g], ['euc-jp', /[\u3040-\u30ff\u4e00-\u9fff]/g],
  ['euc-kr', /[\uac00-\ud7a3]/g],
];

/** The charset of a content and how sure that is. */
export interface Charset { label: string; guessed: boolean }

/**
 * The charset of bytes: a byte order mark, else what the HTTP header named (RFC 7303, 3.2), else the declaration of XML or HTML, else UTF-8
 * when the bytes are that, else the legacy charset in which they make the most letters (`guessed`).
 * @param head the first bytes, up to `HEAD_BYTES`
 */
export function charsetOf(head: Uint8Array, httpCharset: string | null = null): Charset {
  const mark = MARKS.find(([, ...bytes]) => bytes.every((byte, i) => head[i] === byte));
  if (mark) return { label: mark[0], guessed: false };
  const ascii = new TextDecoder('windows-1252').decode(head.subarray(0, 8192));
  const declared = httpCharset ?? DECLARATION.exec(ascii)?.[1] ?? META.exec(ascii)?.[1];
  // A declaration that could be read as single bytes is not in UTF-16, whatever it says.
  if (declared !== undefined && !/^utf-?16/i.test(declared)) return { label: declared, guessed: false };
  return isUtf8(head) ? { label: 'utf-8', guessed: false } : { label: guess(head), guessed: true };
}

function isUtf8(head: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true }); // the last character may be cut
    return true;
  } catch {
    return false; // the only thing a fatal decoder throws for
  }
}

/**
 * In Latin text foreign bytes stand alone among letters; in other scripts they make the words. Which script: lower-case letters of one make text,
 * the same bytes in a wrong charset make capitals, signs and holes.
 */
function guess(head: Uint8Array): string {
  const bytes = Buffer.from(head).toString('latin1');
  const foreign = bytes.match(/[\x80-\xff]/g)?.length ?? 0;
  const together = (bytes.match(/[\x80-\xff]{2,}/g) ?? []).reduce((sum, run) => sum + run.length, 0);
  if (together * 2 < foreign) return 'windows-1252';
  const scored = LEGACY.map(([label, letters]) => {
    const text = new TextDecoder(label).decode(head);
    const all = text.match(/[^\u0000-\u007f]/g)?.length ?? 0;
    const holes = text.match(/[\ufffd\u0080-\u009f\ue000-\uf8ff]/g)?.length ?? 0;
    return { label, share: ((text.match(letters)?.length ?? 0) - 8 * holes) / Math.max(1, all) };
  });
  return scored.reduce((best, next) => (next.share > best.share ? next : best)).label;
}
