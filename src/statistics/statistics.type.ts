import { ArgsType, Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../graph/connection';
import { PageArguments } from '../graph/page-arguments';
import { DateTime } from '../graph/scalars';

export enum CitationGrouping { PUBLISHER = 'PUBLISHER', YEAR = 'YEAR', TYPE = 'TYPE', AUTHOR = 'AUTHOR' }
registerEnumType(CitationGrouping, {
  name: 'CitationGrouping', description: 'What the cited sources of a group have in common.',
  valuesConfig: {
    PUBLISHER: { description: 'Their publisher; sources without a known publisher are in no group.' },
    YEAR: { description: 'The year they came out; undated sources are in no group.' },
    TYPE: { description: 'Their CSL type.' },
    AUTHOR: { description: 'One of their authors; a source of two authors counts for both, one without for none.' },
  },
});

@ArgsType()
export class CitationStatsArguments extends PageArguments {
  @Field(() => CitationGrouping, { description: 'What the groups are.' }) groupBy!: CitationGrouping;
}

/** `publisher` and `author` are in the resolver. */
@ObjectType({ simpleResolvers: true, description: 'The citations of published articles whose sources have something in common.' })
export class CitationGroup {
  @Field(() => String, { description: 'What they have in common, for people: the name of a publisher or author, a year, a type.' }) label!: string;
  @Field(() => Int, { description: 'How many citations.' }) count!: number;
  @Field(() => Float, { description: 'Their part of all citations of published articles whose source is known, 0 to 1.' }) share!: number;
  @Field(() => Int, { nullable: true, description: 'The year, when grouped by year; negative before our era.' }) year?: number | null;
  @Field(() => String, { nullable: true, description: 'The CSL type, when grouped by type.' }) type?: string | null;
}

/** `author` and `publisher` are in the resolver. */
@ObjectType({ simpleResolvers: true, description: 'How an author relies on a publisher, over all published articles of the author.' })
export class Reliance {
  @Field(() => Int, { description: 'How many citations in the articles of this author lead to sources of this publisher.' }) count!: number;
  @Field(() => Float, { description: 'Their part of all citations in the articles of this author whose source is known, 0 to 1.' }) share!: number;
  @Field(() => Float, {
    description: 'Their part of all citations of this publisher, 0 to 1. An article of two authors counts for both, so the parts may add up to more than 1.',
  }) shareOfPublisher!: number;
  @Field(() => DateTime, { description: 'When the first article that does so was published.' }) firstCited!: Date;
  @Field(() => DateTime, { description: 'When the last article that does so was published.' }) lastCited!: Date;
}

export const CitationGroupConnection = connectionType(CitationGroup, 'CitationGroup');
export const RelianceConnection = connectionType(Reliance, 'Reliance');
