import { Column, Entity, ForeignKey, PrimaryGeneratedColumn } from 'typeorm';

/** What was handed in to be imported; gone when it is. */
@Entity('import_requests')
export class ImportRequestEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' }) id!: number;
  /** Null until something was read of it. */
  @ForeignKey('ImportRunEntity', { onDelete: 'CASCADE' }) @Column('bigint', { nullable: true }) runId!: number | null;
  /** As UTF-8; null for what is at the address. */
  @Column('bytea', { nullable: true }) content!: Buffer | null;
  @Column('text', { nullable: true }) url!: string | null;
  @Column('text', { nullable: true }) format!: string | null;
  @Column('text', { nullable: true }) originName!: string | null;
  /** How often a server has begun with it since something new of it was written. */
  @Column('integer', { default: 1 }) attempts!: number;
}
