import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What an article was read from; never shown, only read again. */
@Entity('article_originals')
export class ArticleOriginalEntity {
  @ForeignKey('ArticleEntity', { onDelete: 'CASCADE' }) @PrimaryColumn('bigint') articleId!: number;
  /** A `Markup`. */
  @Column('text') mediaType!: string;
  /** Null where the body that is shown is the same. */
  @Column('text', { nullable: true }) body!: string | null;
  /** `OriginalFacts` as JSON. */
  @Column('text') facts!: string;
  /** `digestOf` what was read from it. */
  @Column('text') result!: string;
  /** The `readingVersion` of the program that read it last. */
  @Column('integer') readingVersion!: number;
  /** Instead of that of the article, when another version read the same content and nothing else came of it. */
  @Column('text', { nullable: true }) contentHash!: string | null;
}
