import { Field, Int, ObjectType } from 'type-graphql';
import { articleCursor } from '../article-cursor';
import { Article, Citation, Comment, Source } from './entities';

@ObjectType()
export class PageInfo {
  @Field(() => Boolean) hasNextPage!: boolean;
  @Field(() => Boolean) hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true }) startCursor!: string | null;
  @Field(() => String, { nullable: true }) endCursor!: string | null;
}

@ObjectType()
export class ArticleConnection {
  @Field(() => [Article]) nodes!: Article[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
  @Field(() => Int) totalCount?: number;
}

@ObjectType()
export class CitationConnection { @Field(() => [Citation]) nodes!: Citation[] }

@ObjectType()
export class CommentConnection { @Field(() => [Comment]) nodes!: Comment[] }

@ObjectType()
export class SourceConnection { @Field(() => [Source]) nodes!: Source[] }

/** The cursor that Ibid gives for the same article, so that the answers can be compared. */
export function cursorOf(article: Article | undefined): string | null {
  return article ? articleCursor(article.rowId, article.listedAt) : null;
}
