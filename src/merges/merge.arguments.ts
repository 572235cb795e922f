import { ArgsType, Field, ID, InputType } from 'type-graphql';

/** What every merge takes. */
@InputType()
export abstract class MergeInput {
  @Field(() => ID, { description: 'The one that stays.' }) intoId!: string;
  @Field(() => [ID], { description: 'Those that are the same, 1 to 100: merged away, their ids and slugs lead to the one that stays.' }) fromIds!: string[];
}

@InputType({ description: 'Which publishers are one.' })
export class MergePublishersInput extends MergeInput {}
@InputType({ description: 'Which authors are one.' })
export class MergeAuthorsInput extends MergeInput {}
@InputType({ description: 'Which sources are one work.' })
export class MergeSourcesInput extends MergeInput {}

@InputType({ description: 'Which decision to take back.' })
export class UndoMergeInput {
  @Field(() => ID, { description: 'The merge.' }) mergeId!: string;
}

@ArgsType()
export class MergePublishersArguments {
  @Field(() => MergePublishersInput, { description: 'Which publishers are one.' }) input!: MergePublishersInput;
}
@ArgsType()
export class MergeAuthorsArguments {
  @Field(() => MergeAuthorsInput, { description: 'Which authors are one.' }) input!: MergeAuthorsInput;
}
@ArgsType()
export class MergeSourcesArguments {
  @Field(() => MergeSourcesInput, { description: 'Which sources are one work.' }) input!: MergeSourcesInput;
}
@ArgsType()
export class UndoMergeArguments {
  @Field(() => UndoMergeInput, { description: 'Which decision to take back.' }) input!: UndoMergeInput;
}
