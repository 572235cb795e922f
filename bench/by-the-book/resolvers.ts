import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Query, Resolver, Root, registerEnumType } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { nodeId } from '../../src/graph/node-id';
import { placeOf } from '../article-cursor';
import { ArticleConnection, CitationConnection, CommentConnection, SourceConnection, cursorOf } from './connections';
import { Article, Author, Citation, Publisher, Source } from './entities';
import type { createLoaders } from './loaders';

export interface Context { db: DataSource; loaders: ReturnType<typeof createLoaders> }

enum ArticleOrder { NEWEST = 'NEWEST' }
enum SourceOrder { MOST_CITED = 'MOST_CITED' }
registerEnumType(ArticleOrder, { name: 'ArticleOrder' });
registerEnumType(SourceOrder, { name: 'SourceOrder' });

@InputType()
class BySlug { @Field(() => String) slug!: string }

@Resolver(() => Article)
export class ArticleResolver {
  @Query(() => Article, { nullable: true })
  article(@Arg('by', () => BySlug) { slug }: BySlug, @Ctx() { db }: Context): Promise<Article | null> {
    return db.getRepository(Article).findOneBy({ slug, status: 'PUBLISHED' });
  }

  @Query(() => ArticleConnection)
  async articles(@Arg('first', () => Int, { nullable: true, defaultValue: 20 }) first: number, @Arg('after', () => String, { nullable: true }) after: string | null | undefined,
    @Arg('orderBy', () => ArticleOrder, { defaultValue: ArticleOrder.NEWEST }) _orderBy: ArticleOrder, @Ctx() { db }: Context): Promise<ArticleConnection> {
    const query = db.getRepository(Article).createQueryBuilder('a').where({ status: 'PUBLISHED' });
    if (after) {
      const [listedAt, id] = placeOf(after);
      query.andWhere('(a.listed_at, a.id) < (:listedAt, :id)', { listedAt, id });
    }
    const found = await query.orderBy('a.listedAt', 'DESC').addOrderBy('a.rowId', 'DESC').limit(first + 1).getMany();
    const nodes = found.slice(0, first);
    return { nodes, pageInfo: { hasNextPage: found.length > first, hasPreviousPage: Boolean(after), startCursor: cursorOf(nodes.at(0)), endCursor: cursorOf(nodes.at(-1)) } };
  }

  @FieldResolver(() => ID)
  id(@Root() { rowId }: Article): string { return nodeId('Article', rowId); }

  @FieldResolver(() => [Author])
  authors(@Root() { rowId }: Article, @Ctx() { loaders }: Context): Promise<Author[]> { return loaders.authorsOfArticle.load(rowId); }

  @FieldResolver(() => CitationConnection)
  async citations(@Root() { rowId }: Article, @Arg('first', () => Int) first: number, @Ctx() { loaders }: Context): Promise<CitationConnection> {
    return { nodes: (await loaders.citationsOfArticle.load(rowId)).slice(0, first) };
  }

  @FieldResolver(() => CommentConnection)
  async comments(@Root() { rowId }: Article, @Arg('first', () => Int) first: number, @Ctx() { loaders }: Context): Promise<CommentConnection> {
    return { nodes: (await loaders.commentsOfArticle.load(rowId)).slice(0, first) };
  }
}

@Resolver(() => ArticleConnection)
export class ArticleConnectionResolver {
  @FieldResolver(() => Int)
  totalCount(@Ctx() { db }: Context): Promise<number> { return db.getRepository(Article).countBy({ status: 'PUBLISHED' }); }
}

@Resolver(() => Citation)
export class CitationResolver {
  @FieldResolver(() => Source, { nullable: true })
  source(@Root() { sourceId }: Citation, @Ctx() { loaders }: Context): Promise<Source | null> | null { return sourceId === null ? null : loaders.source.load(sourceId); }

  @FieldResolver(() => Article, { nullable: true })
  article(@Root() { articleId }: Citation, @Ctx() { loaders }: Context): Promise<Article | null> { return loaders.article.load(articleId); }
}

@Resolver(() => Source)
export class SourceResolver {
  @FieldResolver(() => Publisher, { nullable: true })
  publisher(@Root() { publisherId }: Source, @Ctx() { loaders }: Context): Promise<Publisher | null> | null {
    return publisherId === null ? null : loaders.publisher.load(publisherId);
  }

  @FieldResolver(() => [Author])
  authors(@Root() { rowId }: Source, @Ctx() { loaders }: Context): Promise<Author[]> { return loaders.authorsOfSource.load(rowId); }

  @FieldResolver(() => CitationConnection)
  async citedBy(@Root() { rowId }: Source, @Arg('first', () => Int) first: number, @Ctx() { loaders }: Context): Promise<CitationConnection> {
    return { nodes: (await loaders.citationsOfSource.load(rowId)).slice(0, first) };
  }
}

@Resolver(() => Publisher)
export class PublisherResolver {
  @Query(() => Publisher, { nullable: true })
  publisher(@Arg('by', () => BySlug) { slug }: BySlug, @Ctx() { db }: Context): Promise<Publisher | null> {
    return db.getRepository(Publisher).findOneBy({ slug });
  }

  @FieldResolver(() => ID)
  id(@Root() { rowId }: Publisher): string { return nodeId('Publisher', rowId); }

  @FieldResolver(() => SourceConnection)
  async sources(@Root() { rowId }: Publisher, @Arg('first', () => Int) first: number,
    @Arg('orderBy', () => SourceOrder, { defaultValue: SourceOrder.MOST_CITED }) _orderBy: SourceOrder, @Ctx() { db }: Context): Promise<SourceConnection> {
    return { nodes: await db.getRepository(Source).find({ where: { publisherId: rowId }, order: { citationCount: 'DESC', rowId: 'DESC' }, take: first }) };
  }
}
