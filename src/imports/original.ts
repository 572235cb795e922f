import type { ImportedArticle } from './imported-content';

/** How a body can be written before it is HTML: HTML itself, what WordPress stores (paragraphs by blank lines, shortcodes), Markdown. */
export type Markup = 'text/html' | 'text/x-wordpress' | 'text/markdown';

/** An article as its format gave it, to be read again: no comments, and of its authors the names alone. */
export interface Original {
  markup: Markup;
  /** Before anything was done to it: not safe, links relative, with its bibliography. */
  body: string;
  facts: OriginalFacts;
}

/** What the format said of the article besides its body. */
export interface OriginalFacts {
  title: string;
  url: string | null;
  base?: string | null | undefined;
  slug?: string | null | undefined;
  summary?: string | null | undefined;
  language: string | null;
  status: ImportedArticle['status'];
  /** ISO 8601 when kept. */
  publishedAt: Date | null;
  authors: readonly string[];
  tags: readonly (string | null | undefined)[];
}
