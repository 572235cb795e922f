import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { ArticleRow } from '../articles/article.loaders';
import { ArticleConnection } from '../articles/article.type';
import type { Context } from '../context';
import { rootPage } from '../database/root-page';
import type { Loaded } from '../database/loaders';
import type { Connection } from '../graph/connection';
import { PageArguments } from '../graph/page-arguments';
import { DateTime } from '../graph/scalars';
import type { ImportRunRow } from './import-run.loaders';
import { ImportRunConnection } from './import-run.type';
import { type OriginRow, originList, originsByName } from './origin.loaders';
import { Origin, OriginConnection, OriginCounts } from './origin.type';

@Resolver(() => Origin)
export class OriginResolver {
  @Query(() => OriginConnection, { description: 'Where the content of this graph came from, by name.' })
  origins(@Args(() => PageArguments) args: PageArguments, @Ctx() { db }: Context): Promise<Connection<OriginRow>> {
    return rootPage(db, originList, originsByName, args);
  }

  @FieldResolver(() => ArticleConnection, { description: 'Published articles that came from it, newest first.' })
  articles(@Root() { id }: OriginRow, @Args(() => PageArguments) args: PageArguments, @Ctx() { loaders }: Context): Promise<Connection<ArticleRow>> {
    return loaders.articlesByOriginId(id, args);
  }

  @FieldResolver(() => DateTime, { nullable: true, description: 'When it is read again; null for what is not polled, and for a feed that is gone for good.' })
  async nextSyncAt(@Root() { id }: OriginRow, @Ctx() { loaders }: Context): Promise<string | null> {
    return (await loaders.nextSyncByOriginId.load(id))?.nextSyncAt ?? null;
  }

  @FieldResolver(() => OriginCounts, { nullable: true, description: 'How much of what readers see came from it.' })
  counts(@Root() { id }: OriginRow, @Ctx() { loaders }: Context): Loaded<OriginCounts | null> {
    return loaders.countsByOriginId.load(id);
  }

  @FieldResolver(() => ImportRunConnection, { description: 'Its imports, last first.' })
  runs(@Root() { id }: OriginRow, @Args(() => PageArguments) args: PageArguments, @Ctx() { loaders }: Context): Promise<Connection<ImportRunRow>> {
    return loaders.runsByOriginId(id, args);
  }
}
