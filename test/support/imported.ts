import type { ImportedArticle, ImportedContent } from '../../src/imports/imported-content';

/** An article as a reader gives it; what is not said is the least there can be. */
export function importedArticle(key: string, said: Partial<ImportedArticle> = {}): ImportedArticle {
  return {
    key, title: `Title ${key}`, slug: `slug-${key}`, url: null, summary: null, bodyHtml: `<p>Body of ${key}</p>`, bodyText: `Body of ${key}`, language: null, status: 'PUBLISHED',
    publishedAt: new Date('2009-02-26T00:00:00Z'), authors: [], tags: [], bibliography: [], comments: [], events: [], ...said,
  };
}

/** Articles as a reader of the format `made` gives them. */
export function importedContent(articles: ImportedContent['articles'], said: Partial<ImportedContent> = {}): ImportedContent {
  return { format: 'made', origin: { name: null, url: null }, articles, failed: [], ...said };
}
