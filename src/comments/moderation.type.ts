import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../graph/connection';
import { DateTime } from '../graph/scalars';
import { CommentStatus } from './comment.type';

export enum ModerationPhase { TRUST = 'TRUST', RATE = 'RATE', WORDS = 'WORDS', REPEATS = 'REPEATS', LINKS = 'LINKS', SETTING = 'SETTING', REPORTS = 'REPORTS' }
registerEnumType(ModerationPhase, {
  name: 'ModerationPhase', description: 'The phase of moderation that decided. They are asked in the order they stand here; the first that decides wins.',
  valuesConfig: {
    TRUST: { description: 'A moderator wrote it.' },
    RATE: { description: 'Too many in too short a time.' },
    WORDS: { description: "A word of the publication's list; see `commentWords`." },
    REPEATS: { description: 'The same text was posted before.' },
    LINKS: { description: 'Links, by their number and their form.' },
    SETTING: { description: 'How the publication wants it: whether every comment waits.' },
    REPORTS: { description: 'Readers reported it later.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'One step in the history of the status of a comment.' })
export class CommentDecision {
  @Field(() => CommentStatus, { nullable: true, description: 'What it was before; null when it was posted.' }) fromStatus!: CommentStatus | null;
  @Field(() => CommentStatus, { description: 'What it was from then on.' }) toStatus!: CommentStatus;
  @Field(() => ModerationPhase, { nullable: true, description: 'The phase that decided; null when a person did.' }) phase!: ModerationPhase | null;
  @Field(() => String, { nullable: true, description: 'What exactly matched: the word, the number, the setting.' }) rule!: string | null;
  @Field(() => String, { nullable: true, description: 'Why, in words.' }) reason!: string | null;
  @Field(() => String, { nullable: true, description: 'The name of the key of the person who decided; null when a phase did.' }) decidedBy!: string | null;
  @Field(() => DateTime, { description: 'When.' }) decidedAt!: Date;
}
export const CommentDecisionConnection = connectionType(CommentDecision, 'CommentDecision');

@ObjectType({ simpleResolvers: true, description: 'A reader asked for a look at a comment. Who, is not kept.' })
export class CommentReport {
  @Field(() => String, { nullable: true, description: 'Why, as the reader says.' }) reason!: string | null;
  @Field(() => DateTime, { description: 'When.' }) reportedAt!: Date;
}
export const CommentReportConnection = connectionType(CommentReport, 'CommentReport');

@ObjectType({ simpleResolvers: true, description: 'What moderators know of a comment.' })
export class CommentModeration {
  @Field(() => Int, { description: 'Readers who reported it since a person decided.' }) reportCount!: number;
  @Field(() => String, { nullable: true, description: 'The name of the key of the person who decided last; null while none has.' }) moderatedBy!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When a person decided last.' }) moderatedAt!: Date | null;
}

@ObjectType({ simpleResolvers: true, description: 'How many comments there are of each status.' })
export class CommentCounts {
  @Field(() => Int, { description: 'Those that `commentsToModerate` lists: PENDING, and reported.' }) toModerate!: number;
  @Field(() => Int, { description: 'PENDING.' }) pending!: number;
  @Field(() => Int, { description: 'APPROVED.' }) approved!: number;
  @Field(() => Int, { description: 'REJECTED.' }) rejected!: number;
  @Field(() => Int, { description: 'SPAM.' }) spam!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A word or phrase that decides about comments that have it.' })
export class CommentWord {
  @Field(() => String, { description: 'The word or phrase, in lower case without accents and punctuation: so it is looked for.' }) word!: string;
  @Field(() => CommentStatus, { description: 'What becomes of a comment that has it.' }) status!: CommentStatus;
  @Field(() => String, { description: 'The name of the key that added it, or changed it last.' }) addedBy!: string;
  @Field(() => DateTime, { description: 'When.' }) addedAt!: Date;
}
export const CommentWordConnection = connectionType(CommentWord, 'CommentWord');
