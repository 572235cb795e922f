import { ArgsType, Field, InputType, Int, registerEnumType } from 'type-graphql';
import { AuthorBy } from '../authors/author-by';
import { PageArguments } from '../graph/page-arguments';
import { PublisherBy } from '../publishers/publisher-by';

export enum SearchType { ARTICLE = 'ARTICLE', SOURCE = 'SOURCE', AUTHOR = 'AUTHOR', PUBLISHER = 'PUBLISHER', HISTORICAL_EVENT = 'HISTORICAL_EVENT', COMMENT = 'COMMENT' }
registerEnumType(SearchType, {
  name: 'SearchType', description: 'What can be searched.',
  valuesConfig: {
    ARTICLE: { description: 'Published articles: title, summary, tags, authors, text.' }, SOURCE: { description: 'Cited works: title, authors, where they appeared.' },
    AUTHOR: { description: 'Authors, by all their names.' }, PUBLISHER: { description: 'Publishers, by all their names.' },
    HISTORICAL_EVENT: { description: 'Historical events: date and text.' }, COMMENT: { description: 'Approved comments: who wrote them, and the text.' },
  },
});

@InputType({ description: 'Which results; all given conditions hold. A type that a condition says nothing of (a comment has no publisher) is left out.' })
export class SearchFilter {
  @Field(() => PublisherBy, { nullable: true, description: 'Sources that this publisher brought out.' }) publisher?: PublisherBy | null;
  @Field(() => AuthorBy, { nullable: true, description: 'Articles and sources that this author wrote, alone or with others.' }) author?: AuthorBy | null;
  @Field(() => String, { nullable: true, description: 'Articles with this tag.' }) tag?: string | null;
  @Field(() => Int, { nullable: true, description: 'Published, issued, written or happened in this year or later; negative before the year 0.' }) yearFrom?: number | null;
  @Field(() => Int, { nullable: true, description: 'In this year or earlier.' }) yearTo?: number | null;
}

@ArgsType()
export class SearchArguments extends PageArguments {
  @Field(() => String, { description: 'Words, at most 200 characters. "Quotes" make a phrase, a minus before a word excludes it, OR separates alternatives; the last word may be a beginning.' }) query!: string;
  @Field(() => [SearchType], { nullable: true, description: 'Only these; all without it.' }) types?: SearchType[] | null;
  @Field(() => SearchFilter, { nullable: true, description: 'Only these; all without it.' }) filter?: SearchFilter | null;
}
