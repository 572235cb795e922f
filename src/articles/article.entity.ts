import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A piece the publication published. */
@Entity('articles')
@Unique('articles_origin_key', ['originId', 'originKey'])
export class ArticleEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @ForeignKey('OriginEntity', { onDelete: 'CASCADE' }) @Column('bigint') originId!: number;
  @Column('text') originKey!: string;
  @Column('text', { unique: true }) slug!: string;
  @Column('text') title!: string;
  @Column('text') titleKey!: string;
  @Column('text', { nullable: true }) summary!: string | null;
  @Column('text', { default: '' }) bodyHtml!: string;
  @Column('text', { default: '' }) bodyText!: string;
  @Column('text', { nullable: true }) language!: string | null;
  @Column('text', { nullable: true }) url!: string | null;
  /** `url` without what does not tell pages apart: by it comments from elsewhere find their article. */
  @Index('articles_link_key_idx', { where: 'link_key IS NOT NULL' }) @Column('text', { nullable: true }) linkKey!: string | null;
  @Column('text') status!: string;
  @Column('text', { array: true, default: [] }) tags!: string[];
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) publishedAt!: Date | null;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) createdAt!: Date;
  /** The key that changed it here last: imports leave it then; null while it is as its origin says. */
  @Column('text', { nullable: true }) editedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) editedAt!: Date | null;
  /** When an import first brought another text than the one that is edited here. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) originChangedAt!: Date | null;
  /** `publishedAt ?? createdAt`, generated: where it stands in a list. */
  @Column({ type: 'timestamptz', precision: 3, generatedType: 'STORED', asExpression: 'COALESCE(published_at, created_at)', insert: false, update: false }) listedAt!: Date;
  /** The last title and address that were public, of an article that no longer is; kept by a trigger. */
  @Column('text', { nullable: true }) tombstoneTitle!: string | null;
  @Column('text', { nullable: true }) tombstoneUrl!: string | null;
  /** Digest of everything the reader gave: an unchanged item is not written again. */
  @Column('text') contentHash!: string;
}
