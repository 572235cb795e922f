import { Column, CreateDateColumn, Entity, ForeignKey, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** A newspaper, wire, think tank, press. */
@Entity('publishers')
export class PublisherEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column('text', { unique: true }) slug!: string;
  @Column('text') name!: string;
  @Column('text', { default: 'UNKNOWN' }) kind!: string;
  @Column('text', { nullable: true }) homepage!: string | null;
  /** Visible citations of its sources; kept by a trigger. */
  @Column('integer', { default: 0 }) citationCount!: number;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) createdAt!: Date;
}

/** A name a publisher goes by; `key` is the name without case, accents and punctuation. */
@Entity('publisher_aliases')
export class PublisherAliasEntity {
  @PrimaryColumn({ type: 'text', collation: 'C' }) key!: string;
  @ForeignKey('PublisherEntity', { onDelete: 'CASCADE' }) @Column('bigint') publisherId!: number;
  @Column('text') name!: string;
}
