import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A word or phrase that decides about comments that have it. */
@Entity('comment_words')
export class CommentWordEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  /** As `wordsOf` writes text: lower case, without accents and punctuation. */
  @Column('text', { unique: true }) word!: string;
  @Column('text') status!: string;
  @Column('text') addedBy!: string;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) addedAt!: Date;
}
