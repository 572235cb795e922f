import { Args, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { ArticleRow } from '../articles/article.loaders';
import { Article } from '../articles/article.type';
import type { Context } from '../context';
import type { Loaded } from '../database/loaders';
import type { Connection } from '../graph/connection';
import { nodeId } from '../graph/node-id';
import { PageArguments } from '../graph/page-arguments';
import { HTML } from '../graph/scalars';
import { commentHtml } from './comment-html';
import type { CommentRow } from './comment.loaders';
import { Comment, CommentConnection } from './comment.type';

@Resolver(() => Comment)
export class CommentResolver {
  @FieldResolver(() => HTML, { description: 'The text as HTML: escaped, with its paragraphs, and its addresses as links that are marked `nofollow ugc`.' })
  bodyHtml(@Root() { body }: CommentRow): string {
    return commentHtml(body);
  }

  @FieldResolver(() => Article, { nullable: true, description: 'The article it is about.' })
  article(@Root() { articleId }: CommentRow, @Ctx() { loaders }: Context): Loaded<ArticleRow | null> {
    return loaders.articleById.load(articleId);
  }

  @FieldResolver(() => Comment, { nullable: true, description: 'The comment it answers; null at the top of a thread.' })
  parent(@Root() { parentCommentId }: CommentRow, @Ctx() { loaders }: Context): Loaded<CommentRow | null> {
    return parentCommentId === null ? null : loaders.commentById.load(parentCommentId);
  }

  @FieldResolver(() => CommentConnection, { description: 'Answers to it, oldest first.' })
  replies(@Root() { id }: CommentRow, @Args(() => PageArguments) args: PageArguments, @Ctx() { loaders }: Context): Promise<Connection<CommentRow>> {
    return loaders.repliesByCommentId(id, args);
  }
}

@Resolver(() => CommentConnection)
export class CommentIdsResolver {
  @FieldResolver(() => [ID], { description: 'The ids of the page, to be handed to `moderateComment` as they are.' })
  ids(@Root() { nodes }: Connection<CommentRow>): string[] {
    return nodes.map(({ id }) => nodeId('Comment', id));
  }
}
