import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ArticleRow } from '../articles/article.loaders';
import { Article } from '../articles/article.type';
import type { Context } from '../context';
import type { Loaded } from '../database/loaders';
import type { SourceRow } from '../sources/source.loaders';
import { Source } from '../sources/source.type';
import { type CitationFieldRow, unpackFields } from './citation-fields';
import type { CitationRow } from './citation.loaders';
import { Citation, CitationField } from './citation.type';

@Resolver(() => Citation)
export class CitationResolver {
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

  @FieldResolver(() => Article, { nullable: true, description: 'The article whose bibliography has the line.' })
  article(@Root() { articleId }: CitationRow, @Ctx() { loaders }: Context): Loaded<ArticleRow | null> {
    return loaders.articleById.load(articleId);
  }
}
