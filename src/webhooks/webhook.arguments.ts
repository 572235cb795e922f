import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { PageArguments } from '../graph/page-arguments';
import { UserError } from '../graph/user-errors';
import { Webhook, WebhookDelivery, WebhookDeliveryStatus, WebhookEventType } from './webhook.type';

const address = 'An address on http or https of the public web, up to 2,000 characters; redirects from it are not followed.';

@InputType({ description: 'What is told, and where.' })
export class AddWebhookInput {
  @Field(() => String, { description: address }) url!: string;
  @Field(() => [WebhookEventType], { description: 'What it is told of, at least one.' }) events!: WebhookEventType[];
}
@InputType({ description: 'What changes of a webhook; what is not given stays.' })
export class UpdateWebhookInput {
  @Field(() => ID, { description: 'The webhook.' }) id!: string;
  @Field(() => String, { nullable: true, description: address }) url?: string | null;
  @Field(() => [WebhookEventType], { nullable: true, description: 'What it is told of, at least one.' }) events?: WebhookEventType[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether nothing is told for now.' }) paused?: boolean | null;
}
@InputType({ description: 'Which webhook.' })
export class WebhookInput {
  @Field(() => ID, { description: 'The webhook.' }) id!: string;
}
@InputType({ description: 'Which webhook gets a new secret.' })
export class RotateWebhookSecretInput {
  @Field(() => ID, { description: 'The webhook.' }) id!: string;
  @Field(() => Int, { nullable: true, description: 'For how many hours messages are signed with the old secret, too: 0 to 168. Default 24.' }) keepOldHours?: number | null;
}
@InputType({ description: 'Which message is told again.' })
export class ReplayDeliveryInput {
  @Field(() => ID, { description: 'The delivery.' }) id!: string;
}

@ArgsType()
export class AddWebhookArguments { @Field(() => AddWebhookInput, { description: 'What is told, and where.' }) input!: AddWebhookInput; }
@ArgsType()
export class UpdateWebhookArguments { @Field(() => UpdateWebhookInput, { description: 'What changes.' }) input!: UpdateWebhookInput; }
@ArgsType()
export class WebhookArguments { @Field(() => WebhookInput, { description: 'Which webhook.' }) input!: WebhookInput; }
@ArgsType()
export class RotateWebhookSecretArguments { @Field(() => RotateWebhookSecretInput, { description: 'Which webhook.' }) input!: RotateWebhookSecretInput; }
@ArgsType()
export class ReplayDeliveryArguments { @Field(() => ReplayDeliveryInput, { description: 'Which message.' }) input!: ReplayDeliveryInput; }
@ArgsType()
export class DeliveriesArguments extends PageArguments {
  @Field(() => WebhookDeliveryStatus, { nullable: true, description: 'Only those that came so far; all without it.' }) status?: WebhookDeliveryStatus | null;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a webhook.' })
export class WebhookPayload {
  @Field(() => Webhook, { nullable: true, description: 'The webhook; null when the input was not accepted, and when it was removed.' }) webhook!: Webhook | null;
  @Field(() => String, { nullable: true, description: 'The secret that messages are signed with, when it is new: `whsec_` and base64. It is shown this once.' }) secret!: string | null;
  @Field(() => [UserError], { description: 'What is wrong with the input; empty when it was done.' }) userErrors!: UserError[];
}
@ObjectType({ simpleResolvers: true, description: 'What became of a message.' })
export class DeliveryPayload {
  @Field(() => WebhookDelivery, { nullable: true, description: 'The message, which is told in a moment; null when the input was not accepted.' }) delivery!: WebhookDelivery | null;
  @Field(() => [UserError], { description: 'What is wrong with the input; empty when it was done.' }) userErrors!: UserError[];
}
