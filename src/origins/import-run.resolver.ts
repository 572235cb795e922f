import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context';
import type { Loaded } from '../database/loaders';
import type { Connection } from '../graph/connection';
import { readNodeId } from '../graph/node-id';
import { PageArguments } from '../graph/page-arguments';
import type { ImportFailureRow, ImportRunRow } from './import-run.loaders';
import { ImportCounts, ImportFailureConnection, ImportRun } from './import-run.type';
import type { OriginRow } from './origin.loaders';
import { Origin } from './origin.type';

@ArgsType()
class ImportRunArguments {
  @Field(() => ID, { description: 'Its global id.' }) id!: string;
}

const none = { created: 0, updated: 0, unchanged: 0 };
const nothing: ImportCounts = { articles: none, comments: none, citations: { total: 0, resolved: 0, needsReview: 0 }, events: none, sources: none, withdrawn: 0 };

@Resolver(() => ImportRun)
export class ImportRunResolver {
  @Query(() => ImportRun, { nullable: true, description: 'One import by its id; null when there is none.' })
  importRun(@Args(() => ImportRunArguments) { id }: ImportRunArguments, @Ctx() { loaders }: Context): Loaded<ImportRunRow | null> {
    return loaders.importRunById.load(readNodeId(id, 'id', 'ImportRun').id);
  }

  @FieldResolver(() => Origin, { nullable: true, description: 'What was imported.' })
  origin(@Root() { originId }: ImportRunRow, @Ctx() { loaders }: Context): Loaded<OriginRow | null> {
    return loaders.originById.load(originId);
  }

  @FieldResolver(() => ImportCounts, { description: 'What it met and what it did until now.' })
  counts(@Root() { counts }: ImportRunRow): ImportCounts {
    return { ...nothing, ...counts };
  }

  @FieldResolver(() => ImportFailureConnection, { description: 'What did not get in, in the order in which it was met.' })
  failed(@Root() { id }: ImportRunRow, @Args(() => PageArguments) args: PageArguments, @Ctx() { loaders }: Context): Promise<Connection<ImportFailureRow>> {
    return loaders.failuresByRunId(id, args);
  }
}
