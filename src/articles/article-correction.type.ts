import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../graph/connection';
import { DateTime } from '../graph/scalars';

export enum ArticleField {
  TITLE = 'TITLE', SUMMARY = 'SUMMARY', BODY = 'BODY', LANGUAGE = 'LANGUAGE', URL = 'URL', TAGS = 'TAGS', PUBLISHED_AT = 'PUBLISHED_AT', AUTHORS = 'AUTHORS', BIBLIOGRAPHY = 'BIBLIOGRAPHY', STATUS = 'STATUS',
}
registerEnumType(ArticleField, {
  name: 'ArticleField', description: 'A part of an article that can be changed.',
  valuesConfig: {
    TITLE: { description: 'The headline.' }, SUMMARY: { description: 'The summary.' }, BODY: { description: 'The text.' }, LANGUAGE: { description: 'The language.' }, URL: { description: 'The address in its origin.' },
    TAGS: { description: 'The labels.' }, PUBLISHED_AT: { description: 'The time of publication.' }, AUTHORS: { description: 'Who wrote it.' }, BIBLIOGRAPHY: { description: 'The lines of the bibliography.' },
    STATUS: { description: 'Whether readers see it.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'One part of an article that was changed.' })
export class ArticleChange {
  @Field(() => ArticleField, { description: 'Which part.' }) field!: ArticleField;
  @Field(() => String, { nullable: true, description: 'What it was; null where there was nothing, and for the text and the bibliography, which are too long to be told.' }) before!: string | null;
  @Field(() => String, { nullable: true, description: 'What it is since; null as `before`.' }) after!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What was changed of an article after it had been published.' })
export class ArticleCorrection {
  @Field(() => [ArticleChange], { description: 'The parts that were changed.' }) changes!: ArticleChange[];
  @Field(() => String, { nullable: true, description: 'What readers are told; null where the editor told nothing.' }) note!: string | null;
  @Field(() => String, { description: 'The name of the key of the editor.' }) correctedBy!: string;
  @Field(() => DateTime, { description: 'When.' }) correctedAt!: Date;
}
export const ArticleCorrectionConnection = connectionType(ArticleCorrection, 'ArticleCorrection');
