import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { AuthorRow } from '../authors/author.loaders';
import { Author } from '../authors/author.type';
import type { Context } from '../context';
import type { Loaded } from '../database/loaders';
import { rootPage } from '../database/root-page';
import type { Connection } from '../graph/connection';
import type { PublisherRow } from '../publishers/publisher.loaders';
import { Publisher } from '../publishers/publisher.type';
import { type CitationGroupRow, type RelianceRow, citationGroups } from './statistics.loaders';
import { CitationGroup, CitationGroupConnection, CitationStatsArguments, Reliance } from './statistics.type';

@Resolver(() => CitationGroup)
export class CitationGroupResolver {
  @Query(() => CitationGroupConnection, { description: 'What the archive leans on: the citations of all published articles in groups, the largest first.' })
  citationStats(@Args(() => CitationStatsArguments) args: CitationStatsArguments, @Ctx() { db }: Context): Promise<Connection<CitationGroupRow>> {
    const { list, order } = citationGroups[args.groupBy];
    return rootPage(db, list, order, args);
  }

  @FieldResolver(() => Publisher, { nullable: true, description: 'The publisher, when grouped by publisher.' })
  publisher(@Root() { publisherId }: CitationGroupRow, @Ctx() { loaders }: Context): Loaded<PublisherRow | null> {
    return publisherId === undefined ? null : loaders.publisherById.load(publisherId);
  }

  @FieldResolver(() => Author, { nullable: true, description: 'The author, when grouped by author.' })
  author(@Root() { authorId }: CitationGroupRow, @Ctx() { loaders }: Context): Loaded<AuthorRow | null> {
    return authorId === undefined ? null : loaders.authorById.load(authorId);
  }
}

@Resolver(() => Reliance)
export class RelianceResolver {
  @FieldResolver(() => Author, { nullable: true, description: 'Who relies.' })
  author(@Root() { authorId }: RelianceRow, @Ctx() { loaders }: Context): Loaded<AuthorRow | null> {
    return loaders.authorById.load(authorId);
  }

  @FieldResolver(() => Publisher, { nullable: true, description: 'On whom.' })
  publisher(@Root() { publisherId }: RelianceRow, @Ctx() { loaders }: Context): Loaded<PublisherRow | null> {
    return loaders.publisherById.load(publisherId);
  }
}
