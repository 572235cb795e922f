import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { AuthorBy } from '../authors/author.arguments';
import { PageArguments } from '../graph/page-arguments';
import { DateTime } from '../graph/scalars';
import { PublisherBy } from '../publishers/publisher.arguments';

export enum ArticleOrder { NEWEST = 'NEWEST', OLDEST = 'OLDEST', UPDATED = 'UPDATED' }
registerEnumType(ArticleOrder, {
  name: 'ArticleOrder', description: 'How articles can be ordered.',
  valuesConfig: { NEWEST: { description: 'Last published first.' }, OLDEST: { description: 'First published first.' },
    UPDATED: { description: 'Changed the longest ago first: with `updatedSince` and cursors, what changed since an app last looked, of which it misses nothing.' },
  },
});

/** Exactly one of the fields: made `@oneOf` in `schema.ts`. */
@InputType({ description: 'Names one article.' })
export class ArticleBy {
  @Field(() => ID, { nullable: true, description: 'Its global id.' }) id?: string;
  @Field(() => String, { nullable: true, description: 'Its slug.' }) slug?: string;
}

@InputType({ description: 'Which articles; all given conditions hold.' })
export class ArticleFilter {
  @Field(() => DateTime, { nullable: true, description: 'Published at this instant or later.' }) publishedFrom?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'Published at this instant or earlier.' }) publishedTo?: Date | null;
  @Field(() => DateTime, {
    nullable: true, description: 'Changed at this instant or later: the article itself, its authors, or a line of its bibliography. With it come tombstones of articles ' +
      'that were published and no longer are: status `WITHDRAWN`, and nothing but id, slug, title, url and `updatedAt`. Give the last `updatedAt` you have, or go on from the last cursor.',
  }) updatedSince?: Date | null;
  @Field(() => AuthorBy, { nullable: true, description: 'Written, alone or with others, by this author.' }) author?: AuthorBy | null;
  @Field(() => PublisherBy, { nullable: true, description: 'Cites at least one source of this publisher.' }) citesPublisher?: PublisherBy | null;
  @Field(() => ID, { nullable: true, description: 'Cites this source, by its global id.' }) citesSource?: string | null;
  @Field(() => String, { nullable: true, description: 'Has this tag.' }) tag?: string | null;
}

@ArgsType()
export class ArticleByArguments {
  @Field(() => ArticleBy, { description: 'Which article.' }) by!: ArticleBy;
}

@ArgsType()
export class ArticlesArguments extends PageArguments {
  @Field(() => ArticleFilter, { nullable: true, description: 'Only these; all without it.' }) filter?: ArticleFilter | null;
  @Field(() => ArticleOrder, { defaultValue: ArticleOrder.NEWEST, description: 'Their order.' }) orderBy!: ArticleOrder;
}
