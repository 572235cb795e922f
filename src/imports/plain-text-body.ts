/** The body of a post in the two forms an article has. */
export interface Body { bodyText: string; bodyHtml: string }

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const COMMON_WORDS = new Set('the of and to in a was is for on by with that from as at it has his its are be were after not will'.split(' '));

const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);

/** Writes paragraphs as text, with a blank line between them, and as escaped HTML; a line end inside a paragraph (a table, a caption) stays one. */
export function writeBody(paragraphs: readonly string[]): Body {
  return {
    bodyText: paragraphs.join('\n\n'),
    bodyHtml: paragraphs.map((paragraph) => `<p>${escape(paragraph).replaceAll('\n', '<br>')}</p>`).join('\n'),
  };
}

/** `en` when at least a twelfth of the first words are common English ones; else null, because nothing is known of other languages. */
export function languageOf(text: string): string | null {
  const words = text.slice(0, 2000).toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? [];
  const common = words.filter((word) => COMMON_WORDS.has(word)).length;
  return common >= 2 && common * 12 >= words.length ? 'en' : null;
}
