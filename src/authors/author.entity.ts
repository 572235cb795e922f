import { Column, CreateDateColumn, Entity, ForeignKey, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** A person or organisation, of articles and of sources. */
@Entity('authors')
export class AuthorEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column('text', { unique: true }) slug!: string;
  @Column('text') name!: string;
  /** null for an organisation */
  @Column('text', { nullable: true }) familyName!: string | null;
  @Column('text', { nullable: true }) givenName!: string | null;
  @Column('text', { nullable: true }) suffix!: string | null;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) createdAt!: Date;
}

/** A name an author goes by; `key` is the name without case, accents and punctuation. */
@Entity('author_aliases')
export class AuthorAliasEntity {
  @PrimaryColumn({ type: 'text', collation: 'C' }) key!: string;
  @ForeignKey('AuthorEntity', { onDelete: 'CASCADE' }) @Column('bigint') authorId!: number;
  @Column('text') name!: string;
}
