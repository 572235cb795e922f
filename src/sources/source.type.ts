import { Field, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../graph/connection';
import { Node } from '../graph/node';
import { PartialDate, URLText } from '../graph/scalars';

@ObjectType({ implements: Node, simpleResolvers: true, description: 'A work that articles cite: a news article, report, book, broadcast.' })
export class Source extends Node {
  @Field(() => String, { description: 'Its title.' }) title!: string;
  @Field(() => String, { description: 'Its type, as CSL 1.0.2 names it: `article-newspaper`, `report`, `book`, `chapter`, `webpage` …' }) type!: string;
  @Field(() => String, { nullable: true, description: 'The work it is a part of, where that is not the publisher: the book of a chapter.' }) containerTitle!: string | null;
  @Field(() => PartialDate, { nullable: true, description: 'When it came out, as exactly as is known.' }) issued!: string | null;
  @Field(() => URLText, { nullable: true, description: 'Where it can be read.' }) url!: string | null;
  @Field(() => String, { nullable: true, description: 'Its DOI, without the resolver.' }) doi!: string | null;
  @Field(() => String, { nullable: true, description: 'Its ISBN, digits only.' }) isbn!: string | null;
  @Field(() => Int, { description: 'How often published articles cite it.' }) citationCount!: number;
}

export const SourceConnection = connectionType(Source, 'Source');
