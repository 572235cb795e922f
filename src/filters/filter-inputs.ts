import { Field, ID, InputType, Int } from 'type-graphql';
import { AuthorBy } from '../authors/author-by';
import { DateTime, PartialDate } from '../graph/scalars';
import { PublisherBy } from '../publishers/publisher-by';
import { PublisherKind } from '../publishers/publisher.type';

/** The filters of all lists: they lead to one another, so they stand together. A relation has the name of the field of the graph that goes the same way. */
const limits = 'At most three filters within each other (relations, `and`, `or`, `not`), with 30 conditions in all.';
const allOf = 'All of these; an empty list says nothing.';
const anyOf = 'At least one of these; an empty list leaves nothing over.';
const noneOf = 'Not this; `{}` leaves nothing over.';

@InputType({ description: `Which articles; all given conditions hold, null says nothing. ${limits}` })
export class ArticleFilter {
  @Field(() => DateTime, { nullable: true, description: 'Published at this instant or later.' }) publishedFrom?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'Published at this instant or earlier.' }) publishedTo?: Date | null;
  @Field(() => DateTime, {
    nullable: true, description: 'Changed at this instant or later: the article itself, its authors, or a line of its bibliography. With it come tombstones of articles ' +
      'that were published and no longer are: status `WITHDRAWN`, and nothing but id, slug, title, url and `updatedAt`, whatever the other conditions say of what is gone; ' +
      'not with one within another filter. Give the last `updatedAt` you have, or go on from the last cursor.',
  }) updatedSince?: Date | null;
  @Field(() => AuthorBy, { nullable: true, description: 'Written, alone or with others, by this author.' }) author?: AuthorBy | null;
  @Field(() => PublisherBy, { nullable: true, description: 'Cites at least one source of this publisher.' }) citesPublisher?: PublisherBy | null;
  @Field(() => ID, { nullable: true, description: 'Cites this source, by its global id.' }) citesSource?: string | null;
  @Field(() => String, { nullable: true, description: 'Has this tag.' }) tag?: string | null;
  @Field(() => SourceFilter, { nullable: true, description: 'Cites at least one source that all of this holds for; `{}`: at least one that was recognised.' }) cites?: SourceFilter | null;
  @Field(() => EventFilter, { nullable: true, description: 'Belongs to at least one historical event that all of this holds for.' }) events?: EventFilter | null;
  @Field(() => [ArticleFilter], { nullable: true, description: allOf }) and?: ArticleFilter[] | null;
  @Field(() => [ArticleFilter], { nullable: true, description: anyOf }) or?: ArticleFilter[] | null;
  @Field(() => ArticleFilter, { nullable: true, description: noneOf }) not?: ArticleFilter | null;
}

@InputType({ description: `Which sources; all given conditions hold, null says nothing. ${limits}` })
export class SourceFilter {
  @Field(() => PublisherBy, { nullable: true, description: 'Brought out by this publisher.' }) publisher?: PublisherBy | null;
  @Field(() => PublisherKind, { nullable: true, description: 'Brought out by a publisher of this sort.' }) publisherKind?: PublisherKind | null;
  @Field(() => AuthorBy, { nullable: true, description: 'Written, alone or with others, by this author.' }) author?: AuthorBy | null;
  @Field(() => String, { nullable: true, description: 'Of this CSL type, e.g. `report`.' }) type?: string | null;
  @Field(() => PartialDate, { nullable: true, description: 'Issued on this date or later.' }) issuedFrom?: string | null;
  @Field(() => PartialDate, { nullable: true, description: 'Issued within this date or earlier: `2008` takes all of 2008 in.' }) issuedTo?: string | null;
  @Field(() => ArticleFilter, { nullable: true, description: 'Cited by at least one published article that all of this holds for; `{}`: by any.' }) citedBy?: ArticleFilter | null;
  @Field(() => [SourceFilter], { nullable: true, description: allOf }) and?: SourceFilter[] | null;
  @Field(() => [SourceFilter], { nullable: true, description: anyOf }) or?: SourceFilter[] | null;
  @Field(() => SourceFilter, { nullable: true, description: noneOf }) not?: SourceFilter | null;
}

@InputType({ description: `Which publishers; all given conditions hold, null says nothing. ${limits}` })
export class PublisherFilter {
  @Field(() => PublisherKind, { nullable: true, description: 'Of this sort.' }) kind?: PublisherKind | null;
  @Field(() => SourceFilter, { nullable: true, description: 'Brought out at least one source that all of this holds for.' }) sources?: SourceFilter | null;
  @Field(() => [PublisherFilter], { nullable: true, description: allOf }) and?: PublisherFilter[] | null;
  @Field(() => [PublisherFilter], { nullable: true, description: anyOf }) or?: PublisherFilter[] | null;
  @Field(() => PublisherFilter, { nullable: true, description: noneOf }) not?: PublisherFilter | null;
}

@InputType({ description: `Which authors; all given conditions hold, null says nothing. ${limits}` })
export class AuthorFilter {
  @Field(() => ArticleFilter, { nullable: true, description: 'Wrote, alone or with others, at least one published article that all of this holds for.' }) articles?: ArticleFilter | null;
  @Field(() => SourceFilter, { nullable: true, description: 'Wrote, alone or with others, at least one source that all of this holds for.' }) sources?: SourceFilter | null;
  @Field(() => [AuthorFilter], { nullable: true, description: allOf }) and?: AuthorFilter[] | null;
  @Field(() => [AuthorFilter], { nullable: true, description: anyOf }) or?: AuthorFilter[] | null;
  @Field(() => AuthorFilter, { nullable: true, description: noneOf }) not?: AuthorFilter | null;
}

@InputType({ description: `Which events; all given conditions hold, null says nothing. ${limits}` })
export class EventFilter {
  @Field(() => Int, { nullable: true, description: 'In this year or later; negative before the year 0.' }) yearFrom?: number | null;
  @Field(() => Int, { nullable: true, description: 'In this year or earlier.' }) yearTo?: number | null;
  @Field(() => Int, { nullable: true, description: 'In this month, 1 to 12.' }) month?: number | null;
  @Field(() => Int, { nullable: true, description: 'On this day of a month, 1 to 31.' }) day?: number | null;
  @Field(() => ArticleFilter, { nullable: true, description: 'Belongs to at least one published article that all of this holds for.' }) articles?: ArticleFilter | null;
  @Field(() => [EventFilter], { nullable: true, description: allOf }) and?: EventFilter[] | null;
  @Field(() => [EventFilter], { nullable: true, description: anyOf }) or?: EventFilter[] | null;
  @Field(() => EventFilter, { nullable: true, description: noneOf }) not?: EventFilter | null;
}
