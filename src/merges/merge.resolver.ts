import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context';
import { rootPage } from '../database/root-page';
import type { Connection } from '../graph/connection';
import { Node, type NodeRow } from '../graph/node';
import { PageArguments } from '../graph/page-arguments';
import { mutate } from '../mutate';
import { CorrectCitationArguments, SplitSourceArguments } from './correct-citation.arguments';
import { correctCitation } from './correct-citation';
import { loadSurvivor } from './load-survivor';
import { mergeInto } from './merge-into';
import { MergeAuthorsPayload, MergePublishersPayload, MergeSourcesPayload, CorrectCitationPayload, SplitSourcePayload, UndoMergePayload } from './merge-payloads.type';
import { MergeAuthorsArguments, MergePublishersArguments, MergeSourcesArguments, UndoMergeArguments } from './merge.arguments';
import { type MergeRow, mergeList, newestMerges } from './merge.loaders';
import { Merge, MergeConnection } from './merge.type';
import { mergeables } from './mergeable';
import { splitSource } from './split-source';
import { undoMerge } from './undo-merge';

@Resolver(() => Merge)
export class MergeResolver {
  @Query(() => MergeConnection, { description: 'What people decided about who is who and what lines mean, last first; also what was undone.' })
  merges(@Args(() => PageArguments) args: PageArguments, @Ctx() { db }: Context): Promise<Connection<MergeRow>> {
    return rootPage(db, mergeList, newestMerges, args);
  }

  @FieldResolver(() => Node, { nullable: true, description: 'What it is about now: the publisher, author or source that stays; of a correction the citation.' })
  survivor(@Root() { kind, survivorId }: MergeRow, @Ctx() { loaders }: Context): Promise<NodeRow | null> {
    return loadSurvivor(loaders, kind, survivorId);
  }

  @Mutation(() => MergePublishersPayload, { description: 'Makes publishers one. Needs a key with the scope `write`.' })
  mergePublishers(@Args(() => MergePublishersArguments) { input }: MergePublishersArguments, @Ctx() context: Context): Promise<object> {
    return mutate(context, (manager, by) => mergeInto(manager, mergeables.PUBLISHERS, input, by),
      async ({ into, merge }) => ({ publisher: await context.loaders.publisherById.load(into), merge: await context.loaders.mergeById.load(merge) }));
  }

  @Mutation(() => MergeAuthorsPayload, { description: 'Makes authors one. Needs a key with the scope `write`.' })
  mergeAuthors(@Args(() => MergeAuthorsArguments) { input }: MergeAuthorsArguments, @Ctx() context: Context): Promise<object> {
    return mutate(context, (manager, by) => mergeInto(manager, mergeables.AUTHORS, input, by),
      async ({ into, merge }) => ({ author: await context.loaders.authorById.load(into), merge: await context.loaders.mergeById.load(merge) }));
  }

  @Mutation(() => MergeSourcesPayload, { description: 'Makes sources one work. Needs a key with the scope `write`.' })
  mergeSources(@Args(() => MergeSourcesArguments) { input }: MergeSourcesArguments, @Ctx() context: Context): Promise<object> {
    return mutate(context, (manager, by) => mergeInto(manager, mergeables.SOURCES, input, by),
      async ({ into, merge }) => ({ source: await context.loaders.sourceById.load(into), merge: await context.loaders.mergeById.load(merge) }));
  }

  @Mutation(() => SplitSourcePayload, { description: 'Lets some citations of a source mean another work. Needs a key with the scope `write`.' })
  splitSource(@Args(() => SplitSourceArguments) { input }: SplitSourceArguments, @Ctx() context: Context): Promise<object> {
    return mutate(context, (manager, by) => splitSource(manager, input, by),
      async ({ source, merge }) => ({ source: await context.loaders.sourceById.load(source), merge: await context.loaders.mergeById.load(merge) }));
  }

  @Mutation(() => CorrectCitationPayload, { description: 'Says what a line means; imports leave it so while the line stands. Needs a key with the scope `write`.' })
  correctCitation(@Args(() => CorrectCitationArguments) { input }: CorrectCitationArguments, @Ctx() context: Context): Promise<object> {
    return mutate(context, (manager, by) => correctCitation(manager, input, by),
      async ({ citation, merge }) => ({ citation: await context.loaders.citationById.load(citation), merge: await context.loaders.mergeById.load(merge) }));
  }

  @Mutation(() => UndoMergePayload, { description: 'Takes a decision back. What came after it stays where it is. Needs a key with the scope `write`.' })
  undoMerge(@Args(() => UndoMergeArguments) { input }: UndoMergeArguments, @Ctx() context: Context): Promise<object> {
    return mutate(context, (manager, by) => undoMerge(manager, input, by), async (merge) => ({ merge: await context.loaders.mergeById.load(merge) }));
  }
}
