import { Column, CreateDateColumn, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A reader asks for a look at a comment; once a reader and comment. */
@Entity('comment_reports')
@Unique('comment_reports_reader_key', ['commentId', 'readerHash'])
export class CommentReportEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @ForeignKey('CommentEntity', { onDelete: 'CASCADE' }) @Column('bigint') commentId!: number;
  @Column('text') readerHash!: string;
  @Column('text', { nullable: true }) reason!: string | null;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) reportedAt!: Date;
}
