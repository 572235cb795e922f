import { markdownHtml } from '../../html/markdown';
import { wordPressHtml } from '../../html/wordpress-body';
import type { ImportedArticle } from '../imported-content';
import type { Markup, Original } from '../original';
import { buildArticle } from './build-article';

const htmlFrom: Record<Markup, (body: string) => string> = {
  'text/html': (body) => body,
  'text/x-wordpress': (body) => wordPressHtml(body).html,
  'text/markdown': markdownHtml,
};

/** The article that an original gives today, without its comments: they stay as they were read. */
export function readOriginal(key: string, { markup, body, facts }: Original): ImportedArticle {
  return buildArticle({ ...facts, key, html: htmlFrom[markup](body) });
}
