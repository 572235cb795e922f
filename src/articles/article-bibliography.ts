import type { Loaders } from '../context';
import type { BibliographyLine } from '../exports/write-bibliography';
import { citedWork } from '../sources/cited-work';

/** The lines of an article's bibliography with the works they cite: four statements for all articles of a request. */
export async function articleBibliography(loaders: Loaders, articleId: number): Promise<BibliographyLine[]> {
  const lines = await loaders.linesByArticleId.load(articleId);
  return Promise.all(lines.map(async ({ rawText, sourceId }) => {
    const source = sourceId === null ? null : await loaders.sourceById.load(sourceId);
    return source ? { work: await citedWork(loaders, source) } : { raw: rawText };
  }));
}
