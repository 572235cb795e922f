import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context';
import type { Loaded } from '../database/loaders';
import { rootPage } from '../database/root-page';
import { publisherConditions } from '../filters/filter-conditions';
import { outermost } from '../filters/nested-filter';
import type { Connection } from '../graph/connection';
import { readNodeId } from '../graph/node-id';
import { PageArguments } from '../graph/page-arguments';
import { SourcesOfParentArguments } from '../sources/source.arguments';
import { type SourceRow, sourceOrders } from '../sources/source.loaders';
import { SourceConnection } from '../sources/source.type';
import type { RelianceRow } from '../statistics/statistics.loaders';
import { RelianceConnection } from '../statistics/statistics.type';
import { PublisherByArguments, PublishersArguments } from './publisher.arguments';
import { type PublisherRow, publisherList, publisherOrders } from './publisher.loaders';
import { Publisher, PublisherConnection } from './publisher.type';

@Resolver(() => Publisher)
export class PublisherResolver {
  @Query(() => Publisher, { nullable: true, description: 'One publisher; null when there is none.' })
  publisher(@Args(() => PublisherByArguments) { by }: PublisherByArguments, @Ctx() { loaders }: Context): Loaded<PublisherRow | null> {
    if (by.id != null) return loaders.publisherById.load(readNodeId(by.id, 'by.id', 'Publisher').id);
    return loaders.publisherBySlug.load(by.slug ?? '');
  }

  @Query(() => PublisherConnection, { description: 'The publishers of cited sources.' })
  publishers(@Args(() => PublishersArguments) args: PublishersArguments, @Ctx() { db }: Context): Promise<Connection<PublisherRow>> {
    return rootPage(db, publisherList, publisherOrders[args.orderBy], args, publisherConditions(args.filter, outermost()));
  }

  @FieldResolver(() => [String], { description: 'Other names it is cited under.' })
  async aliases(@Root() { id }: PublisherRow, @Ctx() { loaders }: Context): Promise<string[]> {
    return (await loaders.aliasesByPublisherId.load(id)).map(({ name }) => name);
  }

  @FieldResolver(() => SourceConnection, { description: 'Its sources.' })
  sources(@Root() { id }: PublisherRow, @Args(() => SourcesOfParentArguments) args: SourcesOfParentArguments, @Ctx() { loaders }: Context): Promise<Connection<SourceRow>> {
    return loaders.sourcesByPublisherId(id, args, sourceOrders[args.orderBy]);
  }

  @FieldResolver(() => RelianceConnection, { description: 'The authors whose published articles cite its sources, those who cite it most first.' })
  citedByAuthors(@Root() { id }: PublisherRow, @Args(() => PageArguments) args: PageArguments, @Ctx() { loaders }: Context): Promise<Connection<RelianceRow>> {
    return loaders.citedByAuthorsByPublisherId(id, args);
  }
}
