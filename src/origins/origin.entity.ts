import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Where content came from: a blog export, a feed, a library. */
@Entity('origins')
export class OriginEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column('text', { unique: true }) name!: string;
  @Column('text') kind!: string;
  @Column('text', { nullable: true }) url!: string | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) lastSyncedAt!: Date | null;
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) lastSuccessAt!: Date | null;
  @Column('text', { nullable: true }) lastError!: string | null;
  /** It is polled, and was not read with success for longer than two polls take; kept by whoever polls. */
  @Column('boolean', { default: false }) overdue!: boolean;
  /** When it was removed: it is not listed then, and stays for what came from it. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) removedAt!: Date | null;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) createdAt!: Date;
}
