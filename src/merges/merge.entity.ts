import { Column, CreateDateColumn, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** A decision of a person about who is who, or which work a line means, with all that undoing it needs. */
@Entity('merges')
export class MergeEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column('text') kind!: string;
  /** The publisher, author or source that stays; of a correction the citation. */
  @Column('bigint') survivorId!: number;
  @Column('text', { array: true, default: [] }) absorbedNames!: string[];
  /** A `Snapshot`, a `SplitSnapshot` or a `CorrectionSnapshot`. */
  @Column('jsonb') snapshot!: object;
  @Column('text') mergedBy!: string;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) mergedAt!: Date;
  @Column('text', { nullable: true }) undoneBy!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) undoneAt!: Date | null;
}

/** Where an id and a slug that were merged away lead: always straight to a row that is there. */
@Entity('redirects')
export class RedirectEntity {
  @PrimaryColumn('text') type!: string;
  @PrimaryColumn('bigint') oldId!: number;
  @Column('text', { nullable: true }) slug!: string | null;
  @Column('bigint') newId!: number;
}
