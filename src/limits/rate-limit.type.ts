import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../graph/scalars';

@ObjectType({ simpleResolvers: true, description: 'What this client may still ask for.' })
export class RateLimit {
  @Field(() => Int, { description: 'Points this operation was charged: 1, 1 for each node it asks for, 10 for each field of a mutation and each object within a filter. Nodes it did not get come back with the answer.' }) cost!: number;
  @Field(() => Int, { description: 'Points of a full budget.' }) limit!: number;
  @Field(() => Int, { description: 'Points that are left, this operation paid.' }) remaining!: number;
  @Field(() => Float, { description: 'Points that come back each second.' }) restoreRate!: number;
  @Field(() => DateTime, { description: 'When the budget is full again if nothing more is asked.' }) resetAt!: Date;
}
