import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { PageArguments } from '../graph/page-arguments';
import { PublisherKind } from './publisher.type';

export enum PublisherOrder { MOST_CITED = 'MOST_CITED', NAME = 'NAME' }
registerEnumType(PublisherOrder, {
  name: 'PublisherOrder', description: 'How publishers can be ordered.',
  valuesConfig: { MOST_CITED: { description: 'Most often cited first.' }, NAME: { description: 'By name.' } },
});

/** Exactly one of the fields: made `@oneOf` in `schema.ts`. */
@InputType({ description: 'Names one publisher.' })
export class PublisherBy {
  @Field(() => ID, { nullable: true, description: 'Its global id.' }) id?: string;
  @Field(() => String, { nullable: true, description: 'Its slug.' }) slug?: string;
}

@InputType({ description: 'Which publishers; all given conditions hold.' })
export class PublisherFilter {
  @Field(() => PublisherKind, { nullable: true, description: 'Of this sort.' }) kind?: PublisherKind | null;
}

@ArgsType()
export class PublisherByArguments {
  @Field(() => PublisherBy, { description: 'Which publisher.' }) by!: PublisherBy;
}

@ArgsType()
export class PublishersArguments extends PageArguments {
  @Field(() => PublisherFilter, { nullable: true, description: 'Only these; all without it.' }) filter?: PublisherFilter | null;
  @Field(() => PublisherOrder, { defaultValue: PublisherOrder.MOST_CITED, description: 'Their order.' }) orderBy!: PublisherOrder;
}
