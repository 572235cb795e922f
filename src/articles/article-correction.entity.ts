import { Column, CreateDateColumn, Entity, ForeignKey, PrimaryGeneratedColumn } from 'typeorm';

/** What was changed of an article after it had been published. */
@Entity('article_corrections')
export class ArticleCorrectionEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @ForeignKey('ArticleEntity', { onDelete: 'CASCADE' }) @Column('bigint') articleId!: number;
  /** `ArticleChange[]`. */
  @Column('jsonb') changes!: object;
  /** For readers. */
  @Column('text', { nullable: true }) note!: string | null;
  @Column('text') correctedBy!: string;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) correctedAt!: Date;
}
