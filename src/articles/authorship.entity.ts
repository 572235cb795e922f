import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Who wrote an article, in order. */
@Entity('authorships')
export class AuthorshipEntity {
  @ForeignKey('ArticleEntity', { onDelete: 'CASCADE' }) @PrimaryColumn('bigint') articleId!: number;
  @PrimaryColumn('integer') position!: number;
  @ForeignKey('AuthorEntity') @Column('bigint') authorId!: number;
}
