import { Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** One line of an article's bibliography. The raw line is never rewritten. */
@Entity('citations')
@Unique('citations_position_key', ['articleId', 'position'], { deferrable: 'INITIALLY IMMEDIATE' })
export class CitationEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @ForeignKey('ArticleEntity', { onDelete: 'CASCADE' }) @Column('bigint') articleId!: number;
  @Column('integer') position!: number;
  @Column('text') rawText!: string;
  @ForeignKey('SourceEntity', { onDelete: 'SET NULL', deferrable: 'INITIALLY IMMEDIATE' }) @Column('bigint', { nullable: true }) sourceId!: number | null;
  @Column('real') confidence!: number;
  @Column('text') reviewState!: string;
  /** As packFields gives them. */
  @Column('json', { default: [] }) fields!: unknown[];
  /** The name of the key under which a person said what the line is; null while nobody did. */
  @Column('text', { nullable: true }) correctedBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) correctedAt!: Date | null;
  /** listedAt of its article; null while that is not published, so that it neither shows nor counts. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) citedAt!: Date | null;
}
