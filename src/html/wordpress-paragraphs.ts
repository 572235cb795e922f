const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>/g;
/** Blocks in which text stands in paragraphs of its own. */
const FLOW = new Set('div section article aside header footer main blockquote center details form fieldset address'.split(' '));
/** Blocks whose text is left as it is. */
const CLOSED = new Set('p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption colgroup thead tbody tfoot tr td th pre script style figure figcaption hr iframe object video audio select textarea nav'.split(' '));
const EMPTY = new Set(['hr']);

/**
 * HTML of a classic WordPress body, which has no paragraphs: a blank line ends one, a single line end is `<br>`, and blocks are left alone
 * (what WordPress does when it shows a post, wp-includes/formatting.php, `wpautop`). A body that has its paragraphs keeps them.
 */
export function withParagraphs(body: string): string {
  const text = body.replace(/\r\n?/g, '\n');
  const open: string[] = [];
  let written = '';
  let inline = '';
  let at = 0;
  const flush = (): void => {
    written += open.some((name) => CLOSED.has(name)) ? inline : paragraphs(inline);
    inline = '';
  };
  for (const match of text.matchAll(TAG)) {
    inline += text.slice(at, match.index);
    at = match.index + match[0].length;
    const name = (match[2] ?? '').toLowerCase();
    if (!FLOW.has(name) && !CLOSED.has(name)) {
      inline += match[0];
      continue;
    }
    flush();
    written += match[0];
    if (match[1]) {
      const opened = open.lastIndexOf(name);
      if (opened >= 0) open.length = opened;
    } else if (!EMPTY.has(name) && !match[0].endsWith('/>') && open.length < 200) open.push(name);
  }
  inline += text.slice(at);
  flush();
  return written;
}

function paragraphs(inline: string): string {
  return inline.split(/\n[ \t]*(?:\n[ \t]*)+/).map((part) => part.trim()).filter((part) => part !== '')
    .map((part) => `<p>${part.replaceAll('\n', '<br>\n')}</p>\n`).join('');
}
