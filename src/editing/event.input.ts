import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Calendar, HistoricalEvent } from '../events/historical-event.type';
import { DateTime, PartialDate } from '../graph/scalars';
import { UserError } from '../graph/user-errors';

@InputType({ description: 'An event as an editor writes it. `id`, else `key` finds one that is there; what is not given of it stays.' })
export class UpsertEventInput {
  @Field(() => ID, { nullable: true, description: 'An event that is there.' }) id?: string | null;
  @Field(() => String, { nullable: true, description: 'What the editing program calls it, up to 200 characters: the same key is the same event.' }) key?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'The `updatedAt` that the editor has seen: when somebody has changed the event since, nothing is changed. Without it the last one wins.' }) expectedUpdatedAt?: Date | null;
  @Field(() => PartialDate, { nullable: true, description: 'When it happened, as exactly as is known, from -9999 to 9999. A new event needs one.' }) date?: string | null;
  @Field(() => Calendar, { nullable: true, description: 'The calendar of `date`; GREGORIAN without it.' }) calendar?: Calendar | null;
  @Field(() => String, { nullable: true, description: 'What happened, up to 2,000 characters. A new event needs it.' }) text?: string | null;
  @Field(() => [ID], { nullable: true, description: 'All articles that an editor says it belongs to, up to 100; those that name it themselves need not be among them. Without it they stay.' }) articleIds?: string[] | null;
}

@ArgsType()
export class UpsertEventArguments { @Field(() => UpsertEventInput, { description: 'The event.' }) input!: UpsertEventInput; }

@ObjectType({ simpleResolvers: true, description: 'What became of `upsertEvent`.' })
export class UpsertEventPayload {
  @Field(() => HistoricalEvent, { nullable: true, description: 'The event; null when the input was not accepted.' }) event!: HistoricalEvent | null;
  @Field(() => [UserError], { description: 'What is wrong with the input; empty when it was done.' }) userErrors!: UserError[];
}
