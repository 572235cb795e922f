import type { EntityManager } from 'typeorm';
import { parseBibliography } from '../bibliography/parse-bibliography';
import { findOrCreateSources } from '../sources/find-or-create-sources';

/** The source that a line means as the parser reads it among the lines of its list, however unsure; null when it makes out no title. */
export async function readAgain(manager: EntityManager, articleId: number, citationId: number): Promise<number | null> {
  const lines: { id: number; rawText: string; publishedAt: Date | null }[] = await manager.query(`
    SELECT c.id, c.raw_text AS "rawText", a.published_at AS "publishedAt" FROM citations c JOIN articles a ON a.id = c.article_id
    WHERE c.article_id = $1 ORDER BY c.position`, [articleId]);
  const published = lines[0]?.publishedAt;
  const references = parseBibliography(lines.map(({ rawText }) => rawText), published ? { articleDate: published.toISOString().slice(0, 10) } : {});
  const reference = references[lines.findIndex(({ id }) => id === citationId)];
  if (!reference || reference.type === null || reference.title === null) return null;
  const { ids } = await findOrCreateSources(manager, [reference]);
  return [...ids.values()][0] ?? null;
}
