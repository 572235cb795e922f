import { ArgsType, Field, registerEnumType } from 'type-graphql';
import { PublisherFilter } from '../filters/filter-inputs';
import { PageArguments } from '../graph/page-arguments';
import { PublisherBy } from './publisher-by';

export enum PublisherOrder { MOST_CITED = 'MOST_CITED', NAME = 'NAME' }
registerEnumType(PublisherOrder, {
  name: 'PublisherOrder', description: 'How publishers can be ordered.',
  valuesConfig: { MOST_CITED: { description: 'Most often cited first.' }, NAME: { description: 'By name.' } },
});

@ArgsType()
export class PublisherByArguments {
  @Field(() => PublisherBy, { description: 'Which publisher.' }) by!: PublisherBy;
}

@ArgsType()
export class PublishersArguments extends PageArguments {
  @Field(() => PublisherFilter, { nullable: true, description: 'Only these; all without it.' }) filter?: PublisherFilter | null;
  @Field(() => PublisherOrder, { defaultValue: PublisherOrder.MOST_CITED, description: 'Their order.' }) orderBy!: PublisherOrder;
}
