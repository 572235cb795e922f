import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../graph/connection';
import { Node } from '../graph/node';
import { DateTime } from '../graph/scalars';

export enum ImportRunStatus { RUNNING = 'RUNNING', FINISHED = 'FINISHED', FAILED = 'FAILED', ABANDONED = 'ABANDONED' }
registerEnumType(ImportRunStatus, {
  name: 'ImportRunStatus', description: 'How far an import came.',
  valuesConfig: {
    RUNNING: { description: 'It reads and writes; its counts grow.' },
    FINISHED: { description: 'It read everything; `failed` has the items that did not get in.' },
    FAILED: { description: 'It was stopped by an error; what it wrote until then is there, and the same import again goes on from it.' },
    ABANDONED: { description: 'Its process ended in the middle. What it wrote is there, and the same import again goes on from it.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'What became of the items of one kind.' })
export class ItemCounts {
  @Field(() => Int, { description: 'New in the graph.' }) created!: number;
  @Field(() => Int, { description: 'Changed.' }) updated!: number;
  @Field(() => Int, { description: 'There already, and the same.' }) unchanged!: number;
}

@ObjectType({ simpleResolvers: true, description: 'The lines of bibliographies that an import met.' })
export class LineCounts {
  @Field(() => Int, { description: 'All of them.' }) total!: number;
  @Field(() => Int, { description: 'Those whose source was recognised.' }) resolved!: number;
  @Field(() => Int, { description: 'Those a person should look at.' }) needsReview!: number;
}

@ObjectType({ simpleResolvers: true, description: 'What an import met and what it did, by kind.' })
export class ImportCounts {
  @Field(() => ItemCounts, { description: 'Articles.' }) articles!: ItemCounts;
  @Field(() => ItemCounts, { description: 'Comments.' }) comments!: ItemCounts;
  @Field(() => LineCounts, { description: 'Lines of bibliographies.' }) citations!: LineCounts;
  @Field(() => ItemCounts, { description: 'Historical events.' }) events!: ItemCounts;
  @Field(() => Int, { description: 'Articles that the origin no longer has, withdrawn by a full export.' }) withdrawn!: number;
  @Field(() => ItemCounts, { description: 'Works cited, or listed by a library.' }) sources!: ItemCounts;
}

@ObjectType({ implements: Node, simpleResolvers: true, description: 'One import or sync of an origin.' })
export class ImportRun extends Node {
  @Field(() => String, { description: 'The format that was read.' }) format!: string;
  @Field(() => ImportRunStatus, { description: 'How far it came.' }) status!: ImportRunStatus;
  @Field(() => DateTime, { description: 'When it began.' }) startedAt!: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it ended; null while it runs, and when nobody knows because its process was killed.' }) finishedAt!: Date | null;
  @Field(() => Int, { description: 'How many items did not get in.' }) failedCount!: number;
}

@ObjectType({ simpleResolvers: true, description: 'An item that an import could not read or write.' })
export class ImportFailure {
  @Field(() => String, { description: 'What it is called, or where it stands: a file and line, an id.' }) item!: string;
  @Field(() => String, { description: 'Why it did not get in.' }) reason!: string;
}

export const ImportRunConnection = connectionType(ImportRun, 'ImportRun');
export const ImportFailureConnection = connectionType(ImportFailure, 'ImportFailure');
