import { Args, ArgsType, Field, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { ArticleRow } from '../articles/article.loaders';
import { Article } from '../articles/article.type';
import type { CommentRow } from '../comments/comment.loaders';
import { Comment } from '../comments/comment.type';
import { InvalidInput } from '../errors';
import { readNodeId } from '../graph/node-id';
import type { ImportRunRow } from '../origins/import-run.loaders';
import { ImportRun } from '../origins/import-run.type';
import type { NewsItem } from './news';
import type { SubscriberContext } from './subscriptions';

@ArgsType()
class CommentPostedArguments {
  @Field(() => ID, { description: 'The article.' }) articleId!: string;
}

@Resolver()
export class NewsResolver {
  @Subscription(() => Article, {
    description: 'Articles as they are published, here or by an import.',
    subscribe: ({ context }) => contextOf(context).news.listen('articlePublished'),
  })
  articlePublished(@Root() { row }: NewsItem): ArticleRow { return row as ArticleRow; }

  @Subscription(() => Comment, {
    description: 'Comments on an article as readers begin to see them, answers too.',
    subscribe: async ({ args, context }) => {
      const { news, loaders } = contextOf(context);
      const { id } = readNodeId((args as unknown as CommentPostedArguments).articleId, 'articleId', 'Article');
      if (!await loaders.articleById.load(id)) throw new InvalidInput('articleId', 'the id of a published article', 'one that is not there');
      return news.listen(`commentPosted ${id}`);
    },
  })
  commentPosted(@Root() { row }: NewsItem, @Args(() => CommentPostedArguments) _args: CommentPostedArguments): CommentRow { return row as CommentRow; }

  @Subscription(() => ImportRun, {
    description: 'Imports as they begin, go on and end.',
    subscribe: ({ context }) => contextOf(context).news.listen('importRunChanged'),
  })
  importRunChanged(@Root() { row }: NewsItem): ImportRunRow { return row as ImportRunRow; }
}

/** type-graphql knows the context only as an object. */
const contextOf = (context: object): SubscriberContext => context as SubscriberContext;
