import { Field, Int, ObjectType } from 'type-graphql';
import { connectionType } from '../graph/connection';
import { Node } from '../graph/node';
import { DateTime, URLText } from '../graph/scalars';

@ObjectType({ implements: Node, simpleResolvers: true, description: 'Where content came from: a blog export, a feed, a library.' })
export class Origin extends Node {
  @Field(() => String, { description: 'Its name; unique.' }) name!: string;
  @Field(() => String, { description: 'What sort of origin it is: the format it is read in.' }) kind!: string;
  @Field(() => URLText, { nullable: true, description: 'Its address; null for a file.' }) url!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was last read, whether that worked or not.' }) lastSyncedAt!: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was last read without a fault.' }) lastSuccessAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'What went wrong the last time; null when nothing did.' }) lastError!: string | null;
  @Field(() => Boolean, { description: 'Whether newer content may exist than is served: the last attempt to read it failed, or it is polled and was not read with success for longer than two polls take, or never.' }) stale!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'How much of what readers see came from an origin.' })
export class OriginCounts {
  @Field(() => Int, { description: 'Published articles.' }) articles!: number;
  @Field(() => Int, { description: 'Approved comments on published articles.' }) comments!: number;
  @Field(() => Int, { description: 'Lines of the bibliographies of its published articles.' }) citations!: number;
  @Field(() => Int, { description: 'Historical events.' }) events!: number;
  @Field(() => Int, { description: 'Works that it was the first to cite or list: over all origins, each work counts once.' }) sources!: number;
}

export const OriginConnection = connectionType(Origin, 'Origin');
