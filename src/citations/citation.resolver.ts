import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { ArticleRow } from '../articles/article.loaders';
import { Article } from '../articles/article.type';
import type { Context } from '../context';
import type { Loaded } from '../database/loaders';
import { rootPage } from '../database/root-page';
import type { Connection } from '../graph/connection';
import { PageArguments } from '../graph/page-arguments';
import type { MergeRow } from '../merges/merge.loaders';
import { Merge } from '../merges/merge.type';
import type { SourceRow } from '../sources/source.loaders';
import { Source } from '../sources/source.type';
import { type CitationFieldRow, unpackFields } from './citation-fields';
import { type CitationRow, citationsToReview, leastSureFirst } from './citation.loaders';
import { Citation, CitationConnection, CitationField } from './citation.type';

@Resolver(() => Citation)
export class CitationResolver {
  @Query(() => CitationConnection, { description: 'Lines of published articles that a person should look at, those the parser is least sure of first. `correctCitation` says what one means.' })
  citationsToReview(@Args(() => PageArguments) args: PageArguments, @Ctx() { db }: Context): Promise<Connection<CitationRow>> {
    return rootPage(db, citationsToReview, leastSureFirst, args);
  }

  @FieldResolver(() => [CitationField], { description: 'What was found in the line, each with its place and the rule that found it.' })
  async fields(@Root() { id }: CitationRow, @Ctx() { loaders }: Context): Promise<CitationFieldRow[]> {
    return unpackFields((await loaders.fieldsByCitationId.load(id))?.fields ?? []);
  }

  @FieldResolver(() => Source, { nullable: true, description: 'The work that the line cites; null when it was not recognised.' })
  source(@Root() { sourceId }: CitationRow, @Ctx() { loaders }: Context): Loaded<SourceRow | null> {
    return sourceId === null ? null : loaders.sourceById.load(sourceId);
  }

  @FieldResolver(() => Boolean, { description: 'Whether no published article cited this source before; false when the source was not recognised.' })
  async firstTime(@Root() { articleId, sourceId }: CitationRow, @Ctx() { loaders }: Context): Promise<boolean> {
    return sourceId !== null && (await loaders.firstCitingBySourceId.load(sourceId))?.articleId === articleId;
  }

  @FieldResolver(() => [Merge], { description: 'Every correction of it, last first: those that were undone too, and those of the line as it stood before its origin changed it.' })
  corrections(@Root() { id }: CitationRow, @Ctx() { loaders }: Context): Promise<MergeRow[]> | MergeRow[] {
    return loaders.correctionsByCitationId.load(id);
  }

  @FieldResolver(() => Article, { nullable: true, description: 'The article whose bibliography has the line.' })
  article(@Root() { articleId }: CitationRow, @Ctx() { loaders }: Context): Loaded<ArticleRow | null> {
    return loaders.articleById.load(articleId);
  }
}
