import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { AuthorRow } from '../authors/author.loaders';
import { Author } from '../authors/author.type';
import { BibliographyArguments } from '../citations/bibliography.arguments';
import type { CitationRow } from '../citations/citation.loaders';
import { CitationConnection } from '../citations/citation.type';
import type { FirstTimeRow } from '../citations/first-time.loaders';
import { type RelatedArticleRow, articlesLookedAtOfEachSource, sourcesLookedAt } from '../citations/neighbour.loaders';
import { RelatedArticleConnection } from '../citations/neighbour.type';
import type { CommentRow } from '../comments/comment.loaders';
import { CommentConnection } from '../comments/comment.type';
import type { Context } from '../context';
import type { Loaded } from '../database/loaders';
import { rootPage } from '../database/root-page';
import type { TiedEventRow } from '../events/historical-event.loaders';
import { TiedEventConnection } from '../events/historical-event.type';
import { citationStyle } from '../exports/citation-styles';
import { writeBibliography } from '../exports/write-bibliography';
import { articleListConditions } from '../filters/filter-conditions';
import type { Connection } from '../graph/connection';
import { readNodeId } from '../graph/node-id';
import { PageArguments } from '../graph/page-arguments';
import { DateTime, HTML } from '../graph/scalars';
import type { OriginRow } from '../origins/origin.loaders';
import { Origin } from '../origins/origin.type';
import { SourceConnection } from '../sources/source.type';
import type { ArticleCorrectionRow } from './article-correction.loaders';
import { ArticleCorrectionConnection } from './article-correction.type';
import { articleBibliography } from './article-bibliography';
import { ArticleByArguments, ArticleOrder, ArticlesArguments } from './article.arguments';
import { type ArticleRow, articleList, articleListWithTombstones, changedArticleList, changedArticles, contentId, newestArticles, oldestArticles } from './article.loaders';
import { Article, ArticleConnection, ArticleEdit } from './article.type';

const orders = { [ArticleOrder.NEWEST]: newestArticles, [ArticleOrder.OLDEST]: oldestArticles, [ArticleOrder.UPDATED]: changedArticles };

/** The text, also of what readers do not see when an editor reads it. */
function bodyOf(article: ArticleRow, { loaders }: Context): Loaded<{ bodyHtml: string; bodyText: string } | null> {
  return article.forEditor ? loaders.anyBodyByArticleId.load(article.id) : loaders.bodyByArticleId.load(contentId(article));
}

@Resolver(() => Article)
export class ArticleResolver {
  @Query(() => Article, { nullable: true, description: 'One published article; null when there is none.' })
  article(@Args(() => ArticleByArguments) { by }: ArticleByArguments, @Ctx() { loaders }: Context): Loaded<ArticleRow | null> {
    if (by.id != null) return loaders.articleById.load(readNodeId(by.id, 'by.id', 'Article').id);
    return loaders.articleBySlug.load(by.slug ?? '');
  }

  @Query(() => ArticleConnection, { description: 'The published articles; under `updatedSince` also tombstones of those that were.' })
  articles(@Args(() => ArticlesArguments) args: ArticlesArguments, @Ctx() { db }: Context): Promise<Connection<ArticleRow>> {
    const list = args.filter?.updatedSince ? articleListWithTombstones : args.orderBy === ArticleOrder.UPDATED ? changedArticleList : articleList;
    return rootPage(db, list, orders[args.orderBy], args, articleListConditions(args.filter));
  }

  @FieldResolver(() => DateTime, { description: 'When it last changed in this graph: the article itself, its authors, or a line of its bibliography. Comments do not count. Never the same for two changes that others saw one after the other.' })
  async updatedAt(@Root() { id, changedAt, listedAt }: ArticleRow, @Ctx() { loaders }: Context): Promise<string> {
    return changedAt ?? (await loaders.changeByArticleId.load(id))?.changedAt ?? listedAt; // a trigger makes the row with the article
  }

  @FieldResolver(() => HTML, { nullable: true, description: 'The text as sanitised HTML.' })
  async bodyHtml(@Root() row: ArticleRow, @Ctx() context: Context): Promise<string | null> {
    return (await bodyOf(row, context))?.bodyHtml ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'The text as plain text; paragraphs are separated by a blank line.' })
  async bodyText(@Root() row: ArticleRow, @Ctx() context: Context): Promise<string | null> {
    return (await bodyOf(row, context))?.bodyText ?? null;
  }

  @FieldResolver(() => [Author], { description: 'Who wrote it, in order.' })
  authors(@Root() article: ArticleRow, @Ctx() { loaders }: Context): Loaded<AuthorRow[]> {
    return loaders.authorsByArticleId.load(contentId(article));
  }

  @FieldResolver(() => CitationConnection, { description: 'The lines of its bibliography, in order.' })
  citations(@Root() article: ArticleRow, @Args(() => PageArguments) args: PageArguments, @Ctx() { loaders }: Context): Promise<Connection<CitationRow>> {
    return article.forEditor ? loaders.anyCitationsByArticleId(article.id, args) : loaders.citationsByArticleId(contentId(article), args);
  }

  @FieldResolver(() => SourceConnection, { description: 'Sources that no published article cited before this one, in the order of its bibliography.' })
  firstTimeSources(@Root() article: ArticleRow, @Args(() => PageArguments) args: PageArguments, @Ctx() { loaders }: Context): Promise<Connection<FirstTimeRow>> {
    return loaders.firstTimeSourcesByArticleId(contentId(article), args);
  }

  @FieldResolver(() => RelatedArticleConnection, {
    description: 'Articles that cite the same sources, most shared sources first, then the newest. Of its bibliography the first ' +
      `${sourcesLookedAt} sources count, and of the articles that cite each of them the newest ${articlesLookedAtOfEachSource}.`,
  })
  related(@Root() article: ArticleRow, @Args(() => PageArguments) args: PageArguments, @Ctx() { loaders }: Context): Promise<Connection<RelatedArticleRow>> {
    return loaders.relatedByArticleId(contentId(article), args);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Its bibliography as a document, in its order, each work once. A line whose work was not recognised stands as it is written in TEXT and HTML; the other formats, which are made of fields, leave it out: `citations` has it.' })
  async bibliography(@Root() article: ArticleRow, @Args(() => BibliographyArguments) { format, style }: BibliographyArguments, @Ctx() { db, loaders }: Context): Promise<string> {
    const inStyle = style == null ? undefined : citationStyle(style);
    return writeBibliography(await articleBibliography(loaders, contentId(article)), format, inStyle, db);
  }

  @FieldResolver(() => CommentConnection, { description: 'What readers said of it, oldest first; answers are in `replies`.' })
  comments(@Root() article: ArticleRow, @Args(() => PageArguments) args: PageArguments, @Ctx() { loaders }: Context): Promise<Connection<CommentRow>> {
    return loaders.commentsByArticleId(contentId(article), args);
  }

  @FieldResolver(() => ArticleCorrectionConnection, { description: 'What was changed of it after it had been published, the last first.' })
  corrections(@Root() article: ArticleRow, @Args(() => PageArguments) args: PageArguments, @Ctx() { loaders }: Context): Promise<Connection<ArticleCorrectionRow>> {
    return loaders.correctionsByArticleId(contentId(article), args);
  }

  @FieldResolver(() => ArticleEdit, { nullable: true, description: 'How it stands between its editors and its origin. Needs a key with the scope `write`.' })
  edit(@Root() { id }: ArticleRow, @Ctx() { loaders }: Context): Loaded<ArticleEdit | null> {
    return loaders.editByArticleId.load(id) as Loaded<ArticleEdit | null>; // rows carry instants as RFC 3339 text
  }

  @FieldResolver(() => TiedEventConnection, { description: 'Historical events it lists or is named with, each with the reason.' })
  events(@Root() article: ArticleRow, @Args(() => PageArguments) args: PageArguments, @Ctx() { loaders }: Context): Promise<Connection<TiedEventRow>> {
    return loaders.eventsByArticleId(contentId(article), args);
  }

  @FieldResolver(() => Origin, { nullable: true, description: 'Where it came from.' })
  origin(@Root() { originId }: ArticleRow, @Ctx() { loaders }: Context): Loaded<OriginRow | null> {
    return originId === null ? null : loaders.originById.load(originId);
  }
}
