import { Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** What a reader said. */
@Entity('comments')
@Unique('comments_origin_key', ['originId', 'originKey'])
export class CommentEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @ForeignKey('OriginEntity', { onDelete: 'CASCADE' }) @Column('bigint') originId!: number;
  @Column('text') originKey!: string;
  @ForeignKey('ArticleEntity', { onDelete: 'CASCADE' }) @Column('bigint') articleId!: number;
  @ForeignKey('CommentEntity', { onDelete: 'CASCADE' }) @Column('bigint', { nullable: true }) parentId!: number | null;
  @Column('text') authorName!: string;
  @Column('text') body!: string;
  @Column('text') status!: string;
  @Column('text', { nullable: true }) statusReason!: string | null;
  /** The person who decided last; null while only rules and origins did. */
  @Column('text', { nullable: true }) moderatedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) moderatedAt!: Date | null;
  /** Readers who reported it since a person decided. */
  @Column('integer', { default: 0 }) reportCount!: number;
  /** Of an address with the salt of the day; null for what was imported. */
  @Column('text', { nullable: true }) readerHash!: string | null;
  /** Equal for texts of the same letters. */
  @Column('text', { nullable: true }) textKey!: string | null;
  /** Differs in few bits for texts that are nearly the same. */
  @Column('bigint', { nullable: true }) textSketch!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) createdAt!: Date | null;
  /** `createdAt`, or 1970 where there is none; generated. */
  @Column({ type: 'timestamptz', precision: 3, generatedType: 'STORED', asExpression: `COALESCE(created_at, '1970-01-01T00:00:00Z')`, insert: false, update: false }) sortedAt!: Date;
}
