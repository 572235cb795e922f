import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** How an origin is read again and again; its row is its place in the queue. */
@Entity('feeds')
export class FeedEntity {
  @ForeignKey('OriginEntity', { onDelete: 'CASCADE' }) @PrimaryColumn('bigint') originId!: number;
  /** Where it is asked for; may hold keys, so it is never shown with its query. */
  @Column('text', { unique: true }) url!: string;
  @Column('integer') intervalSeconds!: number;
  /** When it is due; null for one that is gone (410) and not asked for any more. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) nextSyncAt!: Date | null;
  /** In a row; from some number on the breaker is open. */
  @Column('integer', { default: 0 }) failures!: number;
  /** Until when the process `lockedBy` alone reads it, by the clock of the database. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) lockedUntil!: Date | null;
  @Column('text', { nullable: true }) lockedBy!: string | null;
  @Column('text', { nullable: true }) etag!: string | null;
  @Column('text', { nullable: true }) lastModified!: string | null;
  /** When all its pages were last read. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) readWholeAt!: Date | null;
  /** The hub that it offers (WebSub), and what it calls itself there. */
  @Column('text', { nullable: true }) hub!: string | null;
  @Column('text', { nullable: true }) topic!: string | null;
  /** The unguessable part of the address where the hub delivers. */
  @Column('text', { nullable: true, unique: true }) hubToken!: string | null;
  /** What deliveries are signed with. */
  @Column('text', { nullable: true }) hubSecret!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) hubAskedAt!: Date | null;
  /** Until when the hub has confirmed to deliver; null without a confirmation. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) hubUntil!: Date | null;
}
