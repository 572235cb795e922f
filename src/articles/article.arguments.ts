import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { ArticleFilter } from '../filters/filter-inputs';
import { PageArguments } from '../graph/page-arguments';

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

@ArgsType()
export class ArticleByArguments {
  @Field(() => ArticleBy, { description: 'Which article.' }) by!: ArticleBy;
}

@ArgsType()
export class ArticlesArguments extends PageArguments {
  @Field(() => ArticleFilter, { nullable: true, description: 'Only these; all without it.' }) filter?: ArticleFilter | null;
  @Field(() => ArticleOrder, { defaultValue: ArticleOrder.NEWEST, description: 'Their order.' }) orderBy!: ArticleOrder;
}
