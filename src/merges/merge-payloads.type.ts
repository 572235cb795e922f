import { Field, ObjectType } from 'type-graphql';
import { Author } from '../authors/author.type';
import { Citation } from '../citations/citation.type';
import { UserError } from '../graph/user-errors';
import { Publisher } from '../publishers/publisher.type';
import { Source } from '../sources/source.type';
import { Merge } from './merge.type';

/** What every decision gives back. */
@ObjectType({ simpleResolvers: true })
abstract class DecisionPayload {
  @Field(() => Merge, { nullable: true, description: 'The decision as it was written down, with which it can be undone; null when the input was not accepted.' }) merge!: Merge | null;
  @Field(() => [UserError], { description: 'What is wrong with the input; empty when it was done.' }) userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'What became of `mergePublishers`.' })
export class MergePublishersPayload extends DecisionPayload {
  @Field(() => Publisher, { nullable: true, description: 'The publisher that stays.' }) publisher!: Publisher | null;
}
@ObjectType({ simpleResolvers: true, description: 'What became of `mergeAuthors`.' })
export class MergeAuthorsPayload extends DecisionPayload {
  @Field(() => Author, { nullable: true, description: 'The author that stays.' }) author!: Author | null;
}
@ObjectType({ simpleResolvers: true, description: 'What became of `mergeSources`.' })
export class MergeSourcesPayload extends DecisionPayload {
  @Field(() => Source, { nullable: true, description: 'The source that stays.' }) source!: Source | null;
}
@ObjectType({ simpleResolvers: true, description: 'What became of `splitSource`.' })
export class SplitSourcePayload extends DecisionPayload {
  @Field(() => Source, { nullable: true, description: 'The source that the citations went to.' }) source!: Source | null;
}
@ObjectType({ simpleResolvers: true, description: 'What became of `correctCitation`.' })
export class CorrectCitationPayload extends DecisionPayload {
  @Field(() => Citation, { nullable: true, description: 'The citation as it is now; null also when its article is not published.' }) citation!: Citation | null;
}
@ObjectType({ simpleResolvers: true, description: 'What became of `undoMerge`.' })
export class UndoMergePayload extends DecisionPayload {}
