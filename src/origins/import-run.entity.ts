import { Column, CreateDateColumn, Entity, ForeignKey, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** One import or sync of an origin. */
@Entity('import_runs')
export class ImportRunEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @ForeignKey('OriginEntity', { onDelete: 'CASCADE' }) @Column('bigint') originId!: number;
  @Column('text') format!: string;
  @Column('text', { default: 'RUNNING' }) status!: string;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) startedAt!: Date;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) finishedAt!: Date | null;
  /** What was created, updated and left alone, by kind; the shape of ImportReport. */
  @Column('jsonb', { default: {} }) counts!: object;
  @Column('integer', { default: 0 }) failedCount!: number;
}

/** One item of a run that was not imported, and why. */
@Entity('import_failures')
export class ImportFailureEntity {
  @ForeignKey('ImportRunEntity', { onDelete: 'CASCADE' }) @PrimaryColumn('bigint') runId!: number;
  @PrimaryColumn('integer') position!: number;
  @Column('text') item!: string;
  @Column('text') reason!: string;
}

/** An article that a run over a full export has met; gone when the run ends. */
@Entity('import_items')
export class ImportItemEntity {
  @ForeignKey('ImportRunEntity', { onDelete: 'CASCADE' }) @PrimaryColumn('bigint') runId!: number;
  @PrimaryColumn('text') originKey!: string;
}
