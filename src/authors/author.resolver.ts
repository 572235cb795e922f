import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { ArticleRow } from '../articles/article.loaders';
import { ArticleConnection } from '../articles/article.type';
import type { Context } from '../context';
import type { Loaded } from '../database/loaders';
import { rootPage } from '../database/root-page';
import { authorConditions } from '../filters/filter-conditions';
import { outermost } from '../filters/nested-filter';
import type { Connection } from '../graph/connection';
import { readNodeId } from '../graph/node-id';
import { PageArguments } from '../graph/page-arguments';
import { SourcesOfParentArguments } from '../sources/source.arguments';
import { type SourceRow, sourceOrders } from '../sources/source.loaders';
import { SourceConnection } from '../sources/source.type';
import type { RelianceRow } from '../statistics/statistics.loaders';
import { RelianceConnection } from '../statistics/statistics.type';
import { AuthorByArguments, AuthorsArguments } from './author.arguments';
import { type AuthorRow, authorList, authorsByName } from './author.loaders';
import { Author, AuthorConnection } from './author.type';

@Resolver(() => Author)
export class AuthorResolver {
  @Query(() => Author, { nullable: true, description: 'One author; null when there is none.' })
  author(@Args(() => AuthorByArguments) { by }: AuthorByArguments, @Ctx() { loaders }: Context): Loaded<AuthorRow | null> {
    if (by.id != null) return loaders.authorById.load(readNodeId(by.id, 'by.id', 'Author').id);
    return loaders.authorBySlug.load(by.slug ?? '');
  }

  @Query(() => AuthorConnection, { description: 'All authors, of articles and of sources, by name.' })
  authors(@Args(() => AuthorsArguments) args: AuthorsArguments, @Ctx() { db }: Context): Promise<Connection<AuthorRow>> {
    return rootPage(db, authorList, authorsByName, args, authorConditions(args.filter, outermost()));
  }

  @FieldResolver(() => [String], { description: 'Other names it was met under.' })
  async aliases(@Root() { id }: AuthorRow, @Ctx() { loaders }: Context): Promise<string[]> {
    return (await loaders.aliasesByAuthorId.load(id)).map(({ name }) => name);
  }

  @FieldResolver(() => ArticleConnection, { description: 'Published articles it wrote, newest first.' })
  articles(@Root() { id }: AuthorRow, @Args(() => PageArguments) args: PageArguments, @Ctx() { loaders }: Context): Promise<Connection<ArticleRow>> {
    return loaders.articlesByAuthorId(id, args);
  }

  @FieldResolver(() => RelianceConnection, { description: 'The publishers that its published articles cite, most cited first.' })
  reliesOn(@Root() { id }: AuthorRow, @Args(() => PageArguments) args: PageArguments, @Ctx() { loaders }: Context): Promise<Connection<RelianceRow>> {
    return loaders.reliesOnByAuthorId(id, args);
  }

  @FieldResolver(() => SourceConnection, { description: 'Cited works it wrote.' })
  sources(@Root() { id }: AuthorRow, @Args(() => SourcesOfParentArguments) args: SourcesOfParentArguments, @Ctx() { loaders }: Context): Promise<Connection<SourceRow>> {
    return loaders.sourcesByAuthorId(id, args, sourceOrders[args.orderBy]);
  }
}
