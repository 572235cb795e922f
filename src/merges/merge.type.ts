import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../graph/connection';
import { Node } from '../graph/node';
import { DateTime } from '../graph/scalars';

export enum MergeKind { PUBLISHERS = 'PUBLISHERS', AUTHORS = 'AUTHORS', SOURCES = 'SOURCES', SPLIT = 'SPLIT', CORRECTION = 'CORRECTION' }
registerEnumType(MergeKind, {
  name: 'MergeKind', description: 'What a person decided.',
  valuesConfig: {
    PUBLISHERS: { description: 'Publishers are one.' }, AUTHORS: { description: 'Authors are one.' }, SOURCES: { description: 'Sources are one work.' },
    SPLIT: { description: 'Some citations of a source mean another work.' }, CORRECTION: { description: 'What a line of a bibliography means.' },
  },
});

@ObjectType({ implements: Node, simpleResolvers: true, description: 'Something a person decided about who is who or which work a line means. Nothing is lost by it: it can be undone.' })
export class Merge extends Node {
  @Field(() => MergeKind, { description: 'What was decided.' }) kind!: MergeKind;
  @Field(() => [String], { description: 'Names or titles of what was merged away.' }) absorbedNames!: string[];
  @Field(() => Boolean, { description: 'Whether `undoMerge` can take it back now. Not when it was undone, and not while a later decision about the same stands.' }) undoable!: boolean;
  @Field(() => DateTime, { description: 'When it was decided.' }) mergedAt!: Date;
  @Field(() => String, { description: 'Who decided it: the name of the key.' }) mergedBy!: string;
  @Field(() => DateTime, { nullable: true, description: 'When it was taken back; null while it stands.' }) undoneAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'Who took it back; null while it stands.' }) undoneBy!: string | null;
}

export const MergeConnection = connectionType(Merge, 'Merge');
