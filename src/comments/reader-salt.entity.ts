import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What addresses of readers are hashed with on a day; thrown away the day after the next. */
@Entity('reader_salts')
export class ReaderSaltEntity {
  @PrimaryColumn('date') day!: string;
  @Column('text') salt!: string;
}
