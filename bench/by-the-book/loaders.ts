import DataLoader from 'dataloader';
import { type DataSource, In, IsNull, Not } from 'typeorm';
import { Article, type Author, Authorship, Citation, Comment, Publisher, Source, SourceAuthor } from './entities';

/** DataLoaders of one request over repositories: `find` with `In(…)`, grouped by key in JavaScript. */
export function createLoaders(db: DataSource) {
  return {
    article: new DataLoader<number, Article | null>(async (ids) =>
      inOrder(ids, await db.getRepository(Article).find({ where: { rowId: In([...ids]), status: 'PUBLISHED' } }))),
    source: new DataLoader<number, Source | null>(async (ids) => inOrder(ids, await db.getRepository(Source).find({ where: { rowId: In([...ids]) } }))),
    publisher: new DataLoader<number, Publisher | null>(async (ids) => inOrder(ids, await db.getRepository(Publisher).find({ where: { rowId: In([...ids]) } }))),
    authorsOfArticle: new DataLoader<number, Author[]>(async (ids) => {
      const rows = await db.getRepository(Authorship).find({ where: { articleId: In([...ids]) }, relations: { author: true }, order: { position: 'ASC' } });
      return grouped(ids, rows, ({ articleId }) => articleId).map((group) => group.map(({ author }) => author));
    }),
    authorsOfSource: new DataLoader<number, Author[]>(async (ids) => {
      const rows = await db.getRepository(SourceAuthor).find({ where: { sourceId: In([...ids]) }, relations: { author: true }, order: { position: 'ASC' } });
      return grouped(ids, rows, ({ sourceId }) => sourceId).map((group) => group.map(({ author }) => author));
    }),
    citationsOfArticle: new DataLoader<number, Citation[]>(async (ids) =>
      grouped(ids, await db.getRepository(Citation).find({ where: { articleId: In([...ids]), citedAt: Not(IsNull()) }, order: { position: 'ASC' } }), ({ articleId }) => articleId)),
    citationsOfSource: new DataLoader<number, Citation[]>(async (ids) =>
      grouped(ids, await db.getRepository(Citation).find({ where: { sourceId: In([...ids]), citedAt: Not(IsNull()) }, order: { citedAt: 'DESC', rowId: 'DESC' } }), ({ sourceId }) => sourceId)),
    commentsOfArticle: new DataLoader<number, Comment[]>(async (ids) =>
      grouped(ids, await db.getRepository(Comment).find({ where: { articleId: In([...ids]), parentId: IsNull(), status: 'APPROVED' }, order: { sortedAt: 'ASC', rowId: 'ASC' } }),
        ({ articleId }) => articleId)),
  };
}

function inOrder<Row extends { rowId: number }>(ids: readonly number[], rows: Row[]): (Row | null)[] {
  const byId = new Map(rows.map((row) => [row.rowId, row]));
  return ids.map((id) => byId.get(id) ?? null);
}

function grouped<Row>(ids: readonly number[], rows: Row[], keyOf: (row: Row) => number | null): Row[][] {
  const groups = new Map<number | null, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return ids.map((id) => groups.get(id) ?? []);
}
