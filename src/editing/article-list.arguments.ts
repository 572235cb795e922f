import { ArgsType, Field } from 'type-graphql';
import { ArticleStatus } from '../articles/article.type';
import { PageArguments } from '../graph/page-arguments';

@ArgsType()
export class ArticlesToEditArguments extends PageArguments {
  @Field(() => ArticleStatus, { defaultValue: ArticleStatus.DRAFT, description: 'Their status.' }) status!: ArticleStatus;
}
