import { Column, CreateDateColumn, Entity, ForeignKey, PrimaryGeneratedColumn, Unique, UpdateDateColumn } from 'typeorm';

/** Something that happened. */
@Entity('historical_events')
@Unique('historical_events_origin_key', ['originId', 'originKey'])
export class HistoricalEventEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @ForeignKey('OriginEntity', { onDelete: 'CASCADE' }) @Column('bigint') originId!: number;
  @Column('text') originKey!: string;
  /** EDTF; year, month and day are its parts where it has them. */
  @Column('text') date!: string;
  @Column('integer', { nullable: true }) year!: number | null;
  @Column('smallint', { nullable: true }) month!: number | null;
  @Column('smallint', { nullable: true }) day!: number | null;
  @Column('text', { default: 'GREGORIAN' }) calendar!: string;
  @Column('text') text!: string;
  /** Whether a published article says it, or nothing does; kept by triggers. */
  @Column('boolean', { default: true }) visible!: boolean;
  /** The key that changed it here last: imports leave its date and text then. */
  @Column('text', { nullable: true }) editedBy!: string | null;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) createdAt!: Date;
  @UpdateDateColumn({ type: 'timestamptz', precision: 3 }) updatedAt!: Date;
  /** Sorts by date; an event of an unknown year comes last; generated. */
  @Column({ type: 'integer', generatedType: 'STORED', asExpression: 'COALESCE(year, 100000) * 10000 + COALESCE(month::integer, 0) * 100 + COALESCE(day::integer, 0)', insert: false, update: false }) dateOrder!: number;
}

/** Which article an event belongs to, and why. */
@Entity('event_mentions')
@Unique('event_mentions_position_key', ['inArticleId', 'position'])
export class EventMentionEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @ForeignKey('HistoricalEventEntity', { onDelete: 'CASCADE' }) @Column('bigint') eventId!: number;
  /** The article that says so. */
  @ForeignKey('ArticleEntity', { onDelete: 'CASCADE' }) @Column('bigint') inArticleId!: number;
  @Column('integer') position!: number;
  /** The article meant; null until one of that title exists. */
  @ForeignKey('ArticleEntity', { onDelete: 'SET NULL' }) @Column('bigint', { nullable: true }) articleId!: number | null;
  @Column('text') reason!: string;
  /** A cross-reference as written. */
  @Column('text', { nullable: true }) reference!: string | null;
  @Column('text', { nullable: true }) titleKey!: string | null;
}
