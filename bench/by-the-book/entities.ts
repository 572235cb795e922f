import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** One class a concept, table and GraphQL type at once, as the tutorials of type-graphql and TypeORM show it. */

@ObjectType()
@Entity('authors')
export class Author {
  @PrimaryGeneratedColumn({ name: 'id', type: 'bigint' }) rowId!: number;
  @Field(() => String) @Column('text') slug!: string;
  @Field(() => String) @Column('text') name!: string;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) familyName!: string | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) givenName!: string | null;
}

@ObjectType()
@Entity('publishers')
export class Publisher {
  @PrimaryGeneratedColumn({ name: 'id', type: 'bigint' }) rowId!: number;
  @Field(() => ID) id!: string;
  @Field(() => String) @Column('text') slug!: string;
  @Field(() => String) @Column('text') name!: string;
  @Field(() => String) @Column('text') kind!: string;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) homepage!: string | null;
}

@ObjectType()
@Entity('sources')
export class Source {
  @PrimaryGeneratedColumn({ name: 'id', type: 'bigint' }) rowId!: number;
  @Field(() => String) @Column('text') title!: string;
  @Field(() => String) @Column('text') type!: string;
  @Column('bigint', { nullable: true }) publisherId!: number | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) issued!: string | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) url!: string | null;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) doi!: string | null;
  @Field(() => Int) @Column('integer') citationCount!: number;
}

@ObjectType()
@Entity('articles')
export class Article {
  @PrimaryGeneratedColumn({ name: 'id', type: 'bigint' }) rowId!: number;
  @Field(() => ID) id!: string;
  @Field(() => String) @Column('text') slug!: string;
  @Field(() => String) @Column('text') title!: string;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) summary!: string | null;
  @Field(() => String) @Column('text') bodyHtml!: string;
  @Field(() => String) @Column('text') bodyText!: string;
  @Field(() => String, { nullable: true }) @Column('text', { nullable: true }) url!: string | null;
  @Field(() => String) @Column('text') status!: string;
  @Field(() => [String]) @Column('text', { array: true }) tags!: string[];
  @Field(() => Date, { nullable: true }) @Column('timestamptz', { nullable: true }) publishedAt!: Date | null;
  @Column('timestamptz') listedAt!: Date;
}

@ObjectType()
@Entity('citations')
export class Citation {
  @PrimaryGeneratedColumn({ name: 'id', type: 'bigint' }) rowId!: number;
  @Column('bigint') articleId!: number;
  @Field(() => Int) @Column('integer') position!: number;
  @Field(() => String) @Column('text') rawText!: string;
  @Column('bigint', { nullable: true }) sourceId!: number | null;
  @Field(() => Float) @Column('real') confidence!: number;
  @Column('timestamptz', { nullable: true }) citedAt!: Date | null;
}

@ObjectType()
@Entity('comments')
export class Comment {
  @PrimaryGeneratedColumn({ name: 'id', type: 'bigint' }) rowId!: number;
  @Column('bigint') articleId!: number;
  @Column('bigint', { nullable: true }) parentId!: number | null;
  @Field(() => String) @Column('text') authorName!: string;
  @Field(() => String) @Column('text') body!: string;
  @Column('text') status!: string;
  @Field(() => Date, { nullable: true }) @Column('timestamptz', { nullable: true }) createdAt!: Date | null;
  @Column('timestamptz') sortedAt!: Date;
}

@Entity('authorships')
export class Authorship {
  @PrimaryColumn('bigint') articleId!: number;
  @PrimaryColumn('integer') position!: number;
  @ManyToOne(() => Author) @JoinColumn({ name: 'author_id' }) author!: Author;
}

@Entity('source_authors')
export class SourceAuthor {
  @PrimaryColumn('bigint') sourceId!: number;
  @PrimaryColumn('integer') position!: number;
  @ManyToOne(() => Author) @JoinColumn({ name: 'author_id' }) author!: Author;
}

export const entities = [Author, Publisher, Source, Article, Citation, Comment, Authorship, SourceAuthor];
