import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** How much of what readers see came from an origin; kept by triggers. */
@Entity('origin_counts')
export class OriginCountsEntity {
  @ForeignKey('OriginEntity', { onDelete: 'CASCADE' }) @PrimaryColumn('bigint') originId!: number;
  @Column('bigint', { default: 0 }) articles!: number;
  @Column('bigint', { default: 0 }) comments!: number;
  @Column('bigint', { default: 0 }) citations!: number;
  @Column('bigint', { default: 0 }) events!: number;
  @Column('bigint', { default: 0 }) sources!: number;
}
