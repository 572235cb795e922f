import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { UserError } from '../graph/user-errors';
import { Comment } from './comment.type';

export const longestBody = 10_000;
export const longestName = 80;

@InputType({ description: 'What a reader says.' })
export class PostCommentInput {
  @Field(() => ID, { description: 'The article it is about.' }) articleId!: string;
  @Field(() => ID, { nullable: true, description: 'The comment it answers, of the same article; at the top of a thread without it.' }) parentId?: string | null;
  @Field(() => String, { nullable: true, description: `The name of the reader, 1 to ${longestName} characters; \`Anonymous\` without it.` }) authorName?: string | null;
  @Field(() => String, { description: `Plain text, 1 to ${longestBody} characters. Addresses in it become links; markup is shown as it is written.` }) body!: string;
  @Field(() => String, { nullable: true, description: 'Any text of up to 100 characters that the client makes up for this comment: sent again with the same one, it is the same comment, and no second.' }) idempotencyKey?: string | null;
}

@ArgsType()
export class PostCommentArguments {
  @Field(() => PostCommentInput, { description: 'What a reader says.' }) input!: PostCommentInput;
}

@ObjectType({ simpleResolvers: true, description: 'What became of `postComment`.' })
export class PostCommentPayload {
  @Field(() => Comment, { nullable: true, description: 'The comment, also when it is not shown: its status says so, and the reason of it why. Null when the input was not accepted.' }) comment!: Comment | null;
  @Field(() => [UserError], { description: 'What is wrong with the input; empty when it was taken.' }) userErrors!: UserError[];
}
