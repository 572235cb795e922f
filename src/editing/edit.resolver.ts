import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { ArticleByArguments } from '../articles/article.arguments';
import { type ArticleRow, articlesOfStatus, lastChangedArticles } from '../articles/article.loaders';
import { Article, ArticleConnection } from '../articles/article.type';
import type { Context } from '../context';
import type { Loaded } from '../database/loaders';
import { rootPage } from '../database/root-page';
import type { Connection } from '../graph/connection';
import { readNodeId } from '../graph/node-id';
import { mutate } from '../mutate';
import { ArticlesToEditArguments } from './article-list.arguments';
import { EditArticlePayload, PublishArticleArguments, ReleaseArticleArguments, UpsertArticleArguments, WithdrawArticleArguments } from './article.input';
import { UpsertEventArguments, UpsertEventPayload } from './event.input';
import { publishArticle, withdrawArticle } from './publish-article';
import { releaseArticle } from './release-article';
import { upsertArticle } from './upsert-article';
import { upsertEvent } from './upsert-event';

@Resolver()
export class EditResolver {
  @Query(() => Article, { nullable: true, description: 'One article, whether readers see it or not, with its text and its citations; null when there is none. Needs a key with the scope `write`.' })
  articleToEdit(@Args(() => ArticleByArguments) { by }: ArticleByArguments, @Ctx() { loaders }: Context): Loaded<ArticleRow | null> {
    if (by.id != null) return loaders.anyArticleById.load(readNodeId(by.id, 'by.id', 'Article').id);
    return loaders.anyArticleBySlug.load(by.slug ?? '');
  }

  @Query(() => ArticleConnection, { description: 'Articles of one status, drafts without it; the last changed first. Needs a key with the scope `write`.' })
  articlesToEdit(@Args(() => ArticlesToEditArguments) args: ArticlesToEditArguments, @Ctx() { db }: Context): Promise<Connection<ArticleRow>> {
    return rootPage(db, articlesOfStatus(args.status), lastChangedArticles, args);
  }

  @Mutation(() => EditArticlePayload, { description: 'Makes an article, as a draft, or changes one. What was imported and is changed here, imports leave from then on. Needs a key with the scope `write`.' })
  upsertArticle(@Args(() => UpsertArticleArguments) { input }: UpsertArticleArguments, @Ctx() context: Context): Promise<object> {
    return mutate(context, (manager, by) => upsertArticle(manager, input, by), (id) => shown(context, id));
  }

  @Mutation(() => EditArticlePayload, { description: 'Lets readers see an article. Needs a key with the scope `write`.' })
  publishArticle(@Args(() => PublishArticleArguments) { input }: PublishArticleArguments, @Ctx() context: Context): Promise<object> {
    return mutate(context, (manager, by) => publishArticle(manager, input, by), (id) => shown(context, id));
  }

  @Mutation(() => EditArticlePayload, { description: 'Takes an article back: it is gone from every list at once, and keeps its id. Needs a key with the scope `write`.' })
  withdrawArticle(@Args(() => WithdrawArticleArguments) { input }: WithdrawArticleArguments, @Ctx() context: Context): Promise<object> {
    return mutate(context, (manager, by) => withdrawArticle(manager, input, by), (id) => shown(context, id));
  }

  @Mutation(() => EditArticlePayload, { description: 'Gives an article that was changed here back to its origin: the next import writes it as the origin has it. Needs a key with the scope `write`.' })
  releaseArticle(@Args(() => ReleaseArticleArguments) { input }: ReleaseArticleArguments, @Ctx() context: Context): Promise<object> {
    return mutate(context, (manager) => releaseArticle(manager, input), (id) => shown(context, id));
  }

  @Mutation(() => UpsertEventPayload, { description: 'Makes a historical event, or changes one; imports leave it so. Needs a key with the scope `write`.' })
  upsertEvent(@Args(() => UpsertEventArguments) { input }: UpsertEventArguments, @Ctx() context: Context): Promise<object> {
    return mutate(context, (manager, by) => upsertEvent(manager, input, by), async (id) => ({ event: await context.loaders.anyEventById.load(id) }));
  }
}

async function shown({ loaders }: Context, id: number): Promise<{ article: ArticleRow | null }> {
  return { article: await loaders.anyArticleById.load(id) };
}
