import { Args, ArgsType, Ctx, Field, FieldResolver, ID, InputType, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context';
import { rootPage } from '../database/root-page';
import type { Connection } from '../graph/connection';
import { Node, type NodeRow } from '../graph/node';
import { PageArguments } from '../graph/page-arguments';
import { UserError } from '../graph/user-errors';
import { mutate } from '../mutate';
import { dismissCandidate } from './dismiss-candidate';
import { loadSurvivor } from './load-survivor';
import { type MergeCandidateRow, candidateList, likeliestFirst } from './merge-candidate.loaders';
import { MergeCandidate, MergeCandidateConnection } from './merge-candidate.type';

@InputType({ description: 'Which two are not one.' })
class DismissMergeCandidateInput {
  @Field(() => ID, { description: 'The pair.' }) candidateId!: string;
}

@ArgsType()
class DismissMergeCandidateArguments {
  @Field(() => DismissMergeCandidateInput, { description: 'Which two are not one.' }) input!: DismissMergeCandidateInput;
}

@ObjectType({ simpleResolvers: true, description: 'What became of `dismissMergeCandidate`.' })
class DismissMergeCandidatePayload {
  @Field(() => MergeCandidate, { nullable: true, description: 'The pair; null when the input was not accepted.' }) candidate!: MergeCandidate | null;
  @Field(() => [UserError], { description: 'What is wrong with the input; empty when it was done.' }) userErrors!: UserError[];
}

@Resolver(() => MergeCandidate)
export class MergeCandidateResolver {
  @Query(() => MergeCandidateConnection, { description: 'Pairs that imports found to be perhaps one, the likeliest first; none is merged until a person says so.' })
  mergeCandidates(@Args(() => PageArguments) args: PageArguments, @Ctx() { db }: Context): Promise<Connection<MergeCandidateRow>> {
    return rootPage(db, candidateList, likeliestFirst, args);
  }

  @FieldResolver(() => Node, { nullable: true, description: 'One of the two, the older.' })
  one(@Root() { kind, oneId }: MergeCandidateRow, @Ctx() { loaders }: Context): Promise<NodeRow | null> {
    return loadSurvivor(loaders, kind, oneId);
  }

  @FieldResolver(() => Node, { nullable: true, description: 'The other of the two.' })
  other(@Root() { kind, otherId }: MergeCandidateRow, @Ctx() { loaders }: Context): Promise<NodeRow | null> {
    return loadSurvivor(loaders, kind, otherId);
  }

  @Mutation(() => DismissMergeCandidatePayload, { description: 'Says that two are two: the pair is not proposed again. Needs a key with the scope `write`.' })
  dismissMergeCandidate(@Args(() => DismissMergeCandidateArguments) { input }: DismissMergeCandidateArguments, @Ctx() context: Context): Promise<object> {
    return mutate(context, (manager, by) => dismissCandidate(manager, input, by), async (id) => ({ candidate: await context.loaders.mergeCandidateById.load(id) }));
  }
}

