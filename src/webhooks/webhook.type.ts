import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../graph/connection';
import { DateTime, URLText } from '../graph/scalars';

export enum WebhookEventType {
  ARTICLE_PUBLISHED = 'article.published', ARTICLE_UPDATED = 'article.updated', ARTICLE_WITHDRAWN = 'article.withdrawn', COMMENT_POSTED = 'comment.posted', COMMENT_REMOVED = 'comment.removed', IMPORT_FINISHED = 'import.finished', WEBHOOK_TEST = 'webhook.test',
}
registerEnumType(WebhookEventType, {
  name: 'WebhookEventType', description: 'What a webhook can be told of; in the message `type` is the same in small letters, with a point: `article.published`.',
  valuesConfig: {
    ARTICLE_PUBLISHED: { description: 'Readers see an article from now on.' }, ARTICLE_UPDATED: { description: 'Title, text, summary, address, labels or dates of a published article have changed.' },
    ARTICLE_WITHDRAWN: { description: 'Readers see an article no longer.' }, COMMENT_POSTED: { description: 'Readers see a comment from now on.' }, COMMENT_REMOVED: { description: 'Readers see a comment no longer; not told of the comments of an article that is withdrawn.' }, IMPORT_FINISHED: { description: 'An import has ended, well or not.' },
    WEBHOOK_TEST: { description: 'Somebody asked for a test with `testWebhook`. Every webhook gets its own.' },
  },
});

export enum WebhookDeliveryStatus { PENDING = 'PENDING', DELIVERED = 'DELIVERED', DEAD = 'DEAD' }
registerEnumType(WebhookDeliveryStatus, {
  name: 'WebhookDeliveryStatus', description: 'How far a message came.',
  valuesConfig: {
    PENDING: { description: 'It has to be told, for the first time or again.' }, DELIVERED: { description: 'The receiver answered with a status from 200 to 299.' },
    DEAD: { description: 'It was given up, after a day or because the receiver is gone. `replayDelivery` tells it again.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'An address that is told of what happens.' })
export class Webhook {
  @Field(() => URLText, { description: 'Where messages go.' }) url!: string;
  @Field(() => [WebhookEventType], { description: 'What it is told of.' }) events!: WebhookEventType[];
  @Field(() => String, { description: 'The name of the key that added it.' }) createdBy!: string;
  @Field(() => DateTime, { description: 'When it was added.' }) createdAt!: Date;
  @Field(() => DateTime, { nullable: true, description: 'Until when messages are signed with the old secret, too; null when there is only one.' }) previousSecretUntil!: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'Since when nothing is told; null while it is. What happens meanwhile is not told later.' }) pausedAt!: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'Until when the receiver asked to be left alone (`Retry-After`, an hour at most); null when it did not.' }) quietUntil!: Date | null;
  @Field(() => String, { nullable: true, description: 'Why nothing is told.' }) pausedReason!: string | null;
}
export const WebhookConnection = connectionType(Webhook, 'Webhook');

@ObjectType({ simpleResolvers: true, description: 'One attempt to tell a webhook.' })
export class WebhookAttempt {
  @Field(() => DateTime, { description: 'When it ended.' }) attemptedAt!: Date;
  @Field(() => Int, { description: 'How long it took, in milliseconds.' }) durationMs!: number;
  @Field(() => Int, { nullable: true, description: 'The status of the answer; null when none came.' }) status!: number | null;
  @Field(() => String, { nullable: true, description: 'What went wrong; null when it was delivered.' }) error!: string | null;
}
export const WebhookAttemptConnection = connectionType(WebhookAttempt, 'WebhookAttempt');

@ObjectType({ simpleResolvers: true, description: 'One message for one webhook.' })
export class WebhookDelivery {
  @Field(() => String, { description: 'The header `webhook-id`: the same at each attempt.' }) messageId!: string;
  @Field(() => WebhookEventType, { description: 'What happened.' }) event!: WebhookEventType;
  @Field(() => String, { description: 'The body of the message, JSON, as it is signed.' }) payload!: string;
  @Field(() => WebhookDeliveryStatus, { description: 'How far it came.' }) status!: WebhookDeliveryStatus;
  @Field(() => Int, { description: 'Attempts until now, one under way included.' }) attemptCount!: number;
  @Field(() => DateTime, { description: 'When it happened.' }) createdAt!: Date;
  @Field(() => DateTime, { nullable: true, description: 'When it is tried next; null when it is not.' }) nextAttemptAt!: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was delivered or given up.' }) finishedAt!: Date | null;
}
export const WebhookDeliveryConnection = connectionType(WebhookDelivery, 'WebhookDelivery');

