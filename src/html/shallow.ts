const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>/g;
/** Elements that never hold others, and those that end where the next of their kind begins. */
const FLAT = new Set('area base br col embed hr img input link meta param source track wbr p li dt dd td th tr option optgroup tbody thead tfoot rp rt'.split(' '));
const DEEPEST = 500;

/** HTML whose elements do not lie deeper in each other than a page ever needs: start tags below that are left out. Parsers slow down with the square of the depth. */
export function shallow(html: string): string {
  let open = 0;
  let left = 0;
  return html.replace(TAG, (tag, closing: string, name: string) => {
    if (FLAT.has(name.toLowerCase()) || tag.endsWith('/>')) return tag;
    if (!closing) {
      if (open >= DEEPEST) {
        left += 1;
        return '';
      }
      open += 1;
    } else if (left > 0) {
      left -= 1;
      return '';
    } else open = Math.max(0, open - 1);
    return tag;
  });
}
