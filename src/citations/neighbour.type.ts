import { Field, Int, ObjectType } from 'type-graphql';
import { Article } from '../articles/article.type';
import { connectionType } from '../graph/connection';
import { Source } from '../sources/source.type';

@ObjectType({ simpleResolvers: true, description: 'A source that is cited beside another.' })
export class CitedTogetherEdge {
  @Field(() => String, { description: 'Its place in the list, for `after` and `before`.' }) cursor!: string;
  @Field(() => Source, { description: 'The other source.' }) node!: Source;
  @Field(() => Int, { description: 'How many of the articles looked at cite both.' }) count!: number;
}

/** `shared` is in the resolver. */
@ObjectType({ simpleResolvers: true, description: 'An article that leans on the same sources as another.' })
export class RelatedArticleEdge {
  @Field(() => String, { description: 'Its place in the list, for `after` and `before`.' }) cursor!: string;
  @Field(() => Article, { description: 'The other article.' }) node!: Article;
  @Field(() => Int, { description: 'How many sources both cite, as far as was looked.' }) sharedCount!: number;
}

export const CitedTogetherConnection = connectionType(Source, 'CitedTogether', CitedTogetherEdge);
export const RelatedArticleConnection = connectionType(Article, 'RelatedArticle', RelatedArticleEdge);
