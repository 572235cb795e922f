import { Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context';
import type { Loaded } from '../database/loaders';
import { rootPage } from '../database/root-page';
import type { Connection } from '../graph/connection';
import { PageArguments } from '../graph/page-arguments';
import { mutate } from '../mutate';
import { addWebhook, removeWebhook, replayDelivery, rotateSecret, testWebhook, updateWebhook } from './change-webhooks';
import { hiddenId } from './webhook-id';
import {
  AddWebhookArguments, DeliveriesArguments, DeliveryPayload, ReplayDeliveryArguments, RotateWebhookSecretArguments, UpdateWebhookArguments, WebhookArguments, WebhookPayload,
} from './webhook.arguments';
import { type WebhookAttemptRow, type WebhookDeliveryRow, type WebhookRow, oldestWebhooks, webhookList } from './webhook.loaders';
import { Webhook, WebhookAttemptConnection, WebhookConnection, WebhookDelivery, WebhookDeliveryConnection } from './webhook.type';

const idDescription = 'Opaque; `node` does not find it, since not everyone may see it.';
const deliveriesOf = { PENDING: 'pendingByWebhookId', DELIVERED: 'deliveredByWebhookId', DEAD: 'deadByWebhookId' } as const;

@Resolver(() => Webhook)
export class WebhookResolver {
  @Query(() => WebhookConnection, { description: 'Addresses that are told of what happens, the oldest first. Needs a key with the scope `write`.' })
  webhooks(@Args(() => PageArguments) args: PageArguments, @Ctx() { db }: Context): Promise<Connection<WebhookRow>> {
    return rootPage(db, webhookList, oldestWebhooks, args);
  }

  @Mutation(() => WebhookPayload, { description: 'Adds an address that is told of what happens, in the form of Standard Webhooks. Needs a key with the scope `write`.' })
  addWebhook(@Args(() => AddWebhookArguments) { input }: AddWebhookArguments, @Ctx() context: Context): Promise<object> {
    return mutate(context, (manager, by) => addWebhook(manager, input, context.allowPrivateAddresses, by), async ({ id, secret }) => ({ webhook: await context.loaders.webhookById.load(id), secret }));
  }

  @Mutation(() => WebhookPayload, { description: 'Changes a webhook. Needs a key with the scope `write`.' })
  updateWebhook(@Args(() => UpdateWebhookArguments) { input }: UpdateWebhookArguments, @Ctx() context: Context): Promise<object> {
    return mutate(context, (manager, by) => updateWebhook(manager, input, context.allowPrivateAddresses, by), async (id) => ({ webhook: await context.loaders.webhookById.load(id) }));
  }

  @Mutation(() => WebhookPayload, { description: 'Gives a webhook a new secret; the old one signs beside it for some hours. Needs a key with the scope `write`.' })
  rotateWebhookSecret(@Args(() => RotateWebhookSecretArguments) { input }: RotateWebhookSecretArguments, @Ctx() context: Context): Promise<object> {
    return mutate(context, (manager) => rotateSecret(manager, input), async ({ id, secret }) => ({ webhook: await context.loaders.webhookById.load(id), secret }));
  }

  @Mutation(() => WebhookPayload, { description: 'Removes a webhook with its messages. Needs a key with the scope `write`.' })
  removeWebhook(@Args(() => WebhookArguments) { input }: WebhookArguments, @Ctx() context: Context): Promise<object> {
    return mutate(context, (manager) => removeWebhook(manager, input), () => Promise.resolve({ webhook: null }));
  }

  @Mutation(() => DeliveryPayload, { description: 'Sends a webhook a message that says nothing, `webhook.test`: what becomes of it stands in its `attempts` a moment later. Needs a key with the scope `write`.' })
  testWebhook(@Args(() => WebhookArguments) { input }: WebhookArguments, @Ctx() context: Context): Promise<object> {
    return mutate(context, (manager, by) => testWebhook(manager, input, by), async (id) => ({ delivery: await context.loaders.deliveryById.load(id) }));
  }

  @Mutation(() => DeliveryPayload, { description: 'Tells a message again that was delivered or given up, under the same id. Needs a key with the scope `write`.' })
  replayDelivery(@Args(() => ReplayDeliveryArguments) { input }: ReplayDeliveryArguments, @Ctx() context: Context): Promise<object> {
    return mutate(context, (manager) => replayDelivery(manager, input), async (id) => ({ delivery: await context.loaders.deliveryById.load(id) }));
  }

  @FieldResolver(() => ID, { description: idDescription })
  id(@Root() { id }: WebhookRow): string { return hiddenId('Webhook', id); }

  @FieldResolver(() => WebhookDeliveryConnection, { description: 'What it was told of in the last month, and what it has yet to be told of; the newest first.' })
  deliveries(@Root() { id }: WebhookRow, @Args(() => DeliveriesArguments) args: DeliveriesArguments, @Ctx() { loaders }: Context): Promise<Connection<WebhookDeliveryRow>> {
    return loaders[args.status == null ? 'deliveriesByWebhookId' : deliveriesOf[args.status]](id, args);
  }
}

@Resolver(() => WebhookDelivery)
export class WebhookDeliveryResolver {
  @FieldResolver(() => ID, { description: idDescription })
  id(@Root() { id }: WebhookDeliveryRow): string { return hiddenId('WebhookDelivery', id); }

  @FieldResolver(() => Webhook, { nullable: true, description: 'Whom it is for.' })
  webhook(@Root() { webhookId }: WebhookDeliveryRow, @Ctx() { loaders }: Context): Loaded<WebhookRow | null> {
    return loaders.webhookById.load(webhookId);
  }

  @FieldResolver(() => WebhookAttemptConnection, { description: 'The attempts that have ended, the first first.' })
  attempts(@Root() { id }: WebhookDeliveryRow, @Args(() => PageArguments) args: PageArguments, @Ctx() { loaders }: Context): Promise<Connection<WebhookAttemptRow>> {
    return loaders.attemptsByDeliveryId(id, args);
  }
}
