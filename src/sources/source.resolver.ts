import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { AuthorRow } from '../authors/author.loaders';
import { Author } from '../authors/author.type';
import { StyleArguments } from '../citations/bibliography.arguments';
import type { CitationRow } from '../citations/citation.loaders';
import { CitationConnection } from '../citations/citation.type';
import { type CitedTogetherRow, articlesLookedAt } from '../citations/neighbour.loaders';
import { CitedTogetherConnection } from '../citations/neighbour.type';
import type { Context } from '../context';
import type { Loaded } from '../database/loaders';
import { rootPage } from '../database/root-page';
import { citationStyle } from '../exports/citation-styles';
import { cslOfWork } from '../exports/csl-of-work';
import { formatReference } from '../exports/format-reference';
import { sourceConditions } from '../filters/filter-conditions';
import { outermost } from '../filters/nested-filter';
import type { Connection } from '../graph/connection';
import { readNodeId } from '../graph/node-id';
import { PageArguments } from '../graph/page-arguments';
import type { PublisherRow } from '../publishers/publisher.loaders';
import { Publisher } from '../publishers/publisher.type';
import { citedWork } from './cited-work';
import { SourceByArguments, SourcesArguments } from './source.arguments';
import { type SourceRow, sourceList, sourceOrders } from './source.loaders';
import { Source, SourceConnection } from './source.type';

@Resolver(() => Source)
export class SourceResolver {
  @Query(() => Source, { nullable: true, description: 'One source; null when there is none.' })
  source(@Args(() => SourceByArguments) { by }: SourceByArguments, @Ctx() { loaders }: Context): Loaded<SourceRow | null> {
    if (by.id != null) return loaders.sourceById.load(readNodeId(by.id, 'by.id', 'Source').id);
    return loaders.sourceByDoi.load((by.doi ?? '').toLowerCase());
  }

  @Query(() => SourceConnection, { description: 'The works that are cited.' })
  sources(@Args(() => SourcesArguments) args: SourcesArguments, @Ctx() { db }: Context): Promise<Connection<SourceRow>> {
    return rootPage(db, sourceList, sourceOrders[args.orderBy], args, sourceConditions(args.filter, outermost()));
  }

  @FieldResolver(() => [Author], { description: 'Who wrote it, in order.' })
  authors(@Root() { id }: SourceRow, @Ctx() { loaders }: Context): Loaded<AuthorRow[]> {
    return loaders.authorsBySourceId.load(id);
  }

  @FieldResolver(() => Publisher, { nullable: true, description: 'Who brought it out; null when the line does not say.' })
  publisher(@Root() { publisherId }: SourceRow, @Ctx() { loaders }: Context): Loaded<PublisherRow | null> {
    return publisherId === null ? null : loaders.publisherById.load(publisherId);
  }

  @FieldResolver(() => CitationConnection, { description: 'Where it is cited, newest article first.' })
  citedBy(@Root() { id }: SourceRow, @Args(() => PageArguments) args: PageArguments, @Ctx() { loaders }: Context): Promise<Connection<CitationRow>> {
    return loaders.citationsBySourceId(id, args);
  }

  @FieldResolver(() => CitedTogetherConnection, {
    description: `Sources that the same articles cite, most often together first. The newest ${articlesLookedAt} articles that cite this source are looked at.`,
  })
  citedTogetherWith(@Root() { id }: SourceRow, @Args(() => PageArguments) args: PageArguments, @Ctx() { loaders }: Context): Promise<Connection<CitedTogetherRow>> {
    return loaders.citedTogetherBySourceId(id, args);
  }

  @FieldResolver(() => String, { nullable: true, description: 'A reference to it in a citation style, as one line of plain text without a number.' })
  async formatted(@Root() source: SourceRow, @Args(() => StyleArguments) { style }: StyleArguments, @Ctx() { db, loaders }: Context): Promise<string> {
    const inStyle = citationStyle(style);
    return formatReference(cslOfWork(await citedWork(loaders, source)), inStyle, 'text', db);
  }
}
