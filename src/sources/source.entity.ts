import { Column, CreateDateColumn, Entity, ForeignKey, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** The work cited: one row a work, however often and in whatever spelling it is cited. */
@Entity('sources')
export class SourceEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column({ type: 'text', unique: true, collation: 'C' }) key!: string;
  @Column('text') title!: string;
  @Column('text') type!: string;
  @Column('text', { nullable: true }) containerTitle!: string | null;
  @ForeignKey('PublisherEntity', { onDelete: 'SET NULL' }) @Column('bigint', { nullable: true }) publisherId!: number | null;
  /** EDTF */
  @Column('text', { nullable: true }) issued!: string | null;
  /** As partialDateOrder gives it; 0 when undated. */
  @Column('integer', { default: 0 }) issuedOrder!: number;
  @Column('text', { nullable: true }) url!: string | null;
  @Column('text', { nullable: true }) doi!: string | null;
  @Column('text', { nullable: true }) isbn!: string | null;
  /** As matchKey gives it: where titles with typos are looked for. */
  @Column('integer', { nullable: true }) matchKey!: number | null;
  /** The origin that brought it first; null when a person named it. No foreign key: the work stays when the origin goes. */
  @Column('bigint', { nullable: true }) originId!: number | null;
  /** Visible citations; kept by a trigger. */
  @Column('integer', { default: 0 }) citationCount!: number;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) createdAt!: Date;
}

/** Another key by which a work is found again: of a work that was merged into it, or of another way to cite it. */
@Entity('source_keys')
export class SourceKeyEntity {
  @PrimaryColumn({ type: 'text', collation: 'C' }) key!: string;
  @ForeignKey('SourceEntity', { onDelete: 'CASCADE' }) @Column('bigint') sourceId!: number;
}

/** Who wrote a source, in order. */
@Entity('source_authors')
export class SourceAuthorEntity {
  @ForeignKey('SourceEntity', { onDelete: 'CASCADE' }) @PrimaryColumn('bigint') sourceId!: number;
  @PrimaryColumn('integer') position!: number;
  @ForeignKey('AuthorEntity') @Column('bigint') authorId!: number;
}
