import { ArgsType, Field, Int, registerEnumType } from 'type-graphql';
import { EventFilter } from '../filters/filter-inputs';
import { PageArguments } from '../graph/page-arguments';

export enum EventOrder { OLDEST = 'OLDEST', NEWEST = 'NEWEST' }
registerEnumType(EventOrder, {
  name: 'EventOrder', description: 'How events can be ordered.',
  valuesConfig: { OLDEST: { description: 'Earliest first; events of an unknown year last.' }, NEWEST: { description: 'Latest first; events of an unknown year first.' } },
});

@ArgsType()
export class EventsArguments extends PageArguments {
  @Field(() => EventFilter, { nullable: true, description: 'Only these; all without it.' }) filter?: EventFilter | null;
  @Field(() => EventOrder, { defaultValue: EventOrder.OLDEST, description: 'Their order.' }) orderBy!: EventOrder;
}

@ArgsType()
export class OnThisDayArguments extends PageArguments {
  @Field(() => Int, { description: 'Month, 1 to 12.' }) month!: number;
  @Field(() => Int, { description: 'Day of the month, 1 to 31.' }) day!: number;
}
