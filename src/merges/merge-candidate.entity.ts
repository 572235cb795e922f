import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** Two publishers, authors or sources that may be one: a person decides. */
@Entity('merge_candidates')
@Unique('merge_candidates_pair_key', ['kind', 'oneId', 'otherId'])
export class MergeCandidateEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column('text') kind!: string;
  /** The older of the two. */
  @Column('bigint') oneId!: number;
  @Column('bigint') otherId!: number;
  @Column('text') reason!: string;
  @Column('real') score!: number;
  @CreateDateColumn({ type: 'timestamptz', precision: 3 }) foundAt!: Date;
  @Column('text', { nullable: true }) dismissedBy!: string | null;
  /** A person said that they are two. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true }) dismissedAt!: Date | null;
}
