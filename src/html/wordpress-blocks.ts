/** HTML without its comments. The block editor of WordPress keeps its settings in them (`<!-- wp:image {"id":5} -->`). */
export function withoutComments(html: string): string {
  let written = '';
  let at = 0;
  for (let start = html.indexOf('<!--'); start >= 0; start = html.indexOf('<!--', at)) {
    const end = html.indexOf('-->', start + 4);
    if (end < 0) return written + html.slice(at, start); // an open comment hides the rest, as in a browser
    written += html.slice(at, start);
    at = end + 3;
  }
  return written + html.slice(at);
}

/** Whether a body was written in the block editor, whose HTML is whole: paragraphs must not be made of its lines. */
export function hasBlocks(body: string): boolean {
  return /<!--\s?wp:/.test(body);
}
