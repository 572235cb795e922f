import { Column, CreateDateColumn, Entity, ForeignKey, PrimaryGeneratedColumn } from 'typeorm';

/** One step in the history of a comment's status: what decided, and why. */
@Entity('comment_decisions')
export class CommentDecisionEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @ForeignKey('CommentEntity', { onDelete: 'CASCADE' }) @Column('bigint') commentId!: number;
  /** Null when it was posted. */
  @Column('text', { nullable: true }) fromStatus!: string | null;
  @Column('text') toStatus!: string;
  /** Of the moderation; null when a person decided. */
  @Column('text', { nullable: true }) phase!: string | null;
  /** What exactly matched. */
  @Column('text', { nullable: true }) rule!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
  /** Name of the key of the person; null when a phase decided. */
  @Column('text', { nullable: true }) decidedBy!: string | null;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) decidedAt!: Date;
}
