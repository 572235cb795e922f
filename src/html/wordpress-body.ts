import { hasBlocks, withoutComments } from './wordpress-blocks';
import { withParagraphs } from './wordpress-paragraphs';
import { type WithoutShortcodes, resolveShortcodes } from './wordpress-shortcodes';

/** The HTML that WordPress makes of a stored body when it shows it; to be sanitised still. Blocks first: their comments would split paragraphs. */
export function wordPressHtml(body: string): WithoutShortcodes {
  const { html, dropped } = resolveShortcodes(withoutComments(body));
  return { html: hasBlocks(body) ? html : withParagraphs(html), dropped };
}
