import { Column, CreateDateColumn, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** An address that is told of what happens. */
@Entity('webhooks')
export class WebhookEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column('text') url!: string;
  @Column('text', { array: true }) events!: string[];
  /** `whsec_` and base64, as Standard Webhooks has it; needed to sign, so it cannot be a hash. */
  @Column('text') secret!: string;
  /** Signs beside the new one until receivers know that. */
  @Column('text', { nullable: true }) previousSecret!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) previousUntil!: Date | null;
  /** Before then the receiver wants nothing (Retry-After). */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) quietUntil!: Date | null;
  @Column('text') createdBy!: string;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) createdAt!: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) pausedAt!: Date | null;
  @Column('text', { nullable: true }) pausedReason!: string | null;
}

/** Something that happened and that a webhook asks for; written in the transaction in which it happened. */
@Entity('webhook_events')
export class WebhookEventEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column('text') type!: string;
  /** What it is about; events of one entity are told in order. */
  @Column('text') entity!: string;
  /** The body that is sent, byte for byte the same at each attempt. */
  @Column('text') payload!: string;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) createdAt!: Date;
}

/** One event for one webhook. */
@Entity('webhook_deliveries')
@Unique('webhook_deliveries_event_key', ['webhookId', 'eventId'])
export class WebhookDeliveryEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @ForeignKey('WebhookEntity', { onDelete: 'CASCADE' }) @Column('bigint') webhookId!: number;
  @ForeignKey('WebhookEventEntity', { onDelete: 'CASCADE' }) @Column('bigint') eventId!: number;
  @Column('text') entity!: string;
  @Column('text', { default: 'PENDING' }) status!: string;
  @Column('integer', { default: 0 }) attempts!: number;
  /** While an attempt is under way: when it counts as lost with its process. */
  @Column({ type: 'timestamptz', precision: 3, default: () => 'now()' }) nextAttemptAt!: Date;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) createdAt!: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) finishedAt!: Date | null;
}

/** One attempt to tell a webhook. */
@Entity('webhook_attempts')
export class WebhookAttemptEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @ForeignKey('WebhookDeliveryEntity', { onDelete: 'CASCADE' }) @Column('bigint') deliveryId!: number;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) attemptedAt!: Date;
  @Column('integer') durationMs!: number;
  /** Of the answer; null when none came. */
  @Column('integer', { nullable: true }) status!: number | null;
  @Column('text', { nullable: true }) error!: string | null;
}
