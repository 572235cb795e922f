import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../graph/connection';
import { Node } from '../graph/node';
import { DateTime } from '../graph/scalars';

export enum ReviewState { ACCEPTED = 'ACCEPTED', NEEDS_REVIEW = 'NEEDS_REVIEW', CORRECTED = 'CORRECTED' }
registerEnumType(ReviewState, {
  name: 'ReviewState', description: 'Whether a person should look at how a line was read.',
  valuesConfig: {
    ACCEPTED: { description: 'Read with enough confidence.' }, NEEDS_REVIEW: { description: 'Not understood, or not surely: the raw line stands, a person should look.' },
    CORRECTED: { description: 'A person said what it is.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'One thing found in a line, and where.' })
export class CitationField {
  @Field(() => String, { description: 'What it is: `author`, `title`, `container`, `publisher`, `date`, `url`, `doi`, `isbn`.' }) name!: string;
  @Field(() => String, { description: 'The value as it was understood; a date is EDTF.' }) value!: string;
  @Field(() => Int, { description: 'Where it starts in `rawText`, in UTF-16 units.' }) start!: number;
  @Field(() => Int, { description: 'Where it ends (exclusive) in `rawText`, in UTF-16 units.' }) end!: number;
  @Field(() => String, { description: 'The step of the parser that found it.' }) rule!: string;
  @Field(() => Float, { description: 'How sure that is, 0 to 1.' }) confidence!: number;
}

@ObjectType({ implements: Node, simpleResolvers: true, description: "One line of an article's bibliography." })
export class Citation extends Node {
  @Field(() => Int, { description: 'Its place in the bibliography, from 1.' }) position!: number;
  @Field(() => String, { description: 'The line as it was written; never changed.' }) rawText!: string;
  @Field(() => Float, { description: 'How sure the reading of the whole line is, 0 to 1.' }) confidence!: number;
  @Field(() => ReviewState, { description: 'Whether a person should look at it.' }) reviewState!: ReviewState;
  @Field(() => String, { nullable: true, description: 'Who said what it means: the name of the key; null while nobody did of the line as it is now.' }) correctedBy!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When that was said.' }) correctedAt!: Date | null;
}

export const CitationConnection = connectionType(Citation, 'Citation');
