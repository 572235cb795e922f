import { marked } from 'marked';
import { shallow } from './shallow';

/** The HTML of Markdown as GitHub has it; to be sanitised still. */
export function markdownHtml(markdown: string): string {
  return marked.parse(shallow(markdown), { async: false, gfm: true });
}
