import type { EntityManager } from 'typeorm';
import { parseBibliography } from '../bibliography/parse-bibliography';
import { citedWorks, readLines } from '../citations/read-lines';
import { saveCitations } from '../citations/save-citations';
import { createSources, findSources } from '../sources/find-or-create-sources';

interface EditedBibliography { id: number; originId: number; lines: readonly string[]; publishedAt: Date | null; citedAt: Date | null }

/** Writes the lines of one article's bibliography, each read as a citation; whether it says anything else than before. */
export async function saveBibliography(manager: EntityManager, { id, originId, lines, publishedAt, citedAt }: EditedBibliography): Promise<boolean> {
  const before: { rawText: string }[] = await manager.query('SELECT raw_text AS "rawText" FROM citations WHERE article_id = $1 ORDER BY position', [id]);
  if (before.length === lines.length && before.every(({ rawText }, i) => rawText === lines[i])) return false;
  const read = readLines(parseBibliography(lines, publishedAt ? { articleDate: publishedAt.toISOString().slice(0, 10) } : {}));
  const sources = await findSources(manager, citedWorks(read));
  await saveCitations(manager, [{ articleId: id, citedAt, lines: read }], sources.ids);
  await createSources(manager, sources, originId);
  return true;
}
