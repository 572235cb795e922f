import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../graph/connection';
import { Node } from '../graph/node';
import { DateTime } from '../graph/scalars';

export enum CommentStatus { PENDING = 'PENDING', APPROVED = 'APPROVED', REJECTED = 'REJECTED', SPAM = 'SPAM' }
registerEnumType(CommentStatus, {
  name: 'CommentStatus', description: 'What moderation made of a comment.',
  valuesConfig: {
    PENDING: { description: 'Waits for a moderator.' }, APPROVED: { description: 'Readers see it.' },
    REJECTED: { description: 'Not shown.' }, SPAM: { description: 'Not shown: advertising or worse.' },
  },
});

@ObjectType({ implements: Node, simpleResolvers: true, description: 'What a reader said of an article.' })
export class Comment extends Node {
  @Field(() => String, { description: 'The name the reader gave; `Anonymous` without one.' }) authorName!: string;
  @Field(() => String, { description: 'Plain text, never HTML; paragraphs are separated by a blank line.' }) body!: string;
  @Field(() => CommentStatus, { description: 'What moderation made of it.' }) status!: CommentStatus;
  @Field(() => String, { nullable: true, description: 'Why it has its status, for who posted it and for moderators; null elsewhere.' }) statusReason!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was written; null when its origin does not say.' }) createdAt!: Date | null;
}

export const CommentConnection = connectionType(Comment, 'Comment');
