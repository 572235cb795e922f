import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { PageArguments } from '../graph/page-arguments';
import { UserError } from '../graph/user-errors';
import { Comment, CommentStatus } from './comment.type';
import { CommentWord, ModerationPhase } from './moderation.type';

@ArgsType()
export class CommentsToModerateArguments extends PageArguments {
  @Field(() => CommentStatus, { nullable: true, description: 'All comments of this status; without it those that wait for a decision.' }) status?: CommentStatus | null;
  @Field(() => ModerationPhase, { nullable: true, description: 'Only those whose status this phase gave them last: `LINKS` those with many links, `SETTING` those that nothing spoke against.' }) phase?: ModerationPhase | null;
}

@InputType({ description: 'What becomes of comments: of exactly one of `id` and `ids`.' })
export class ModerateCommentInput {
  @Field(() => ID, { nullable: true, description: 'One comment.' }) id?: string | null;
  @Field(() => [ID], { nullable: true, description: 'Many comments, 1 to 100; when one of them is not there, none is changed.' }) ids?: string[] | null;
  @Field(() => CommentStatus, { description: 'What they are from now on. Imports leave it so.' }) status!: CommentStatus;
  @Field(() => String, { nullable: true, description: 'Why, for moderators, up to 500 characters.' }) reason?: string | null;
}

@InputType({ description: 'Which comment should be looked at.' })
export class ReportCommentInput {
  @Field(() => ID, { description: 'The comment.' }) commentId!: string;
  @Field(() => String, { nullable: true, description: 'Why, up to 500 characters.' }) reason?: string | null;
}

@InputType({ description: 'Words that decide about comments.' })
export class AddCommentWordsInput {
  @Field(() => [String], { description: 'Words and phrases, 1 to 100, each up to 100 characters. They are found as whole words, in any case, with or without accents.' }) words!: string[];
  @Field(() => CommentStatus, { description: 'What becomes of a comment that has one: PENDING, REJECTED or SPAM. Of a word that is there already it is changed.' }) status!: CommentStatus;
}

@InputType({ description: 'Words that decide no longer.' })
export class RemoveCommentWordsInput {
  @Field(() => [String], { description: 'Words and phrases, 1 to 100.' }) words!: string[];
}

@ArgsType()
export class ModerateCommentArguments { @Field(() => ModerateCommentInput, { description: 'What becomes of which comments.' }) input!: ModerateCommentInput; }
@ArgsType()
export class ReportCommentArguments { @Field(() => ReportCommentInput, { description: 'Which comment should be looked at.' }) input!: ReportCommentInput; }
@ArgsType()
export class AddCommentWordsArguments { @Field(() => AddCommentWordsInput, { description: 'Which words, and what they mean.' }) input!: AddCommentWordsInput; }
@ArgsType()
export class RemoveCommentWordsArguments { @Field(() => RemoveCommentWordsInput, { description: 'Which words.' }) input!: RemoveCommentWordsInput; }

@ObjectType({ simpleResolvers: true, description: 'What became of `moderateComment`.' })
export class ModerateCommentPayload {
  @Field(() => Comment, { nullable: true, description: 'The first of the comments; null when the input was not accepted.' }) comment!: Comment | null;
  @Field(() => [Comment], { nullable: true, description: 'The comments, in the order of the input; null when the input was not accepted.' }) comments!: Comment[] | null;
  @Field(() => [UserError], { description: 'What is wrong with the input; empty when it was done.' }) userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'What became of `reportComment`.' })
export class ReportCommentPayload {
  @Field(() => Boolean, { nullable: true, description: 'True when the report is kept, now or before: a reader counts once. Null when the input was not accepted.' }) reported!: boolean | null;
  @Field(() => [UserError], { description: 'What is wrong with the input; empty when it was done.' }) userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'What became of `addCommentWords` and `removeCommentWords`.' })
export class CommentWordsPayload {
  @Field(() => [CommentWord], { nullable: true, description: 'The words that were added, changed or removed; null when the input was not accepted.' }) words!: CommentWord[] | null;
  @Field(() => [UserError], { description: 'What is wrong with the input; empty when it was done.' }) userErrors!: UserError[];
}
