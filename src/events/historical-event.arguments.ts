import { ArgsType, Field, InputType, Int, registerEnumType } from 'type-graphql';
import { PageArguments } from '../graph/page-arguments';

export enum EventOrder { OLDEST = 'OLDEST', NEWEST = 'NEWEST' }
registerEnumType(EventOrder, {
  name: 'EventOrder', description: 'How events can be ordered.',
  valuesConfig: { OLDEST: { description: 'Earliest first; events of an unknown year last.' }, NEWEST: { description: 'Latest first; events of an unknown year first.' } },
});

@InputType({ description: 'Which events; all given conditions hold.' })
export class EventFilter {
  @Field(() => Int, { nullable: true, description: 'In this year or later; negative before the year 0.' }) yearFrom?: number | null;
  @Field(() => Int, { nullable: true, description: 'In this year or earlier.' }) yearTo?: number | null;
  @Field(() => Int, { nullable: true, description: 'In this month, 1 to 12.' }) month?: number | null;
  @Field(() => Int, { nullable: true, description: 'On this day of a month, 1 to 31.' }) day?: number | null;
}

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
