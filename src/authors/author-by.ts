import { Field, ID, InputType } from 'type-graphql';

/** Exactly one of the fields: made `@oneOf` in `schema.ts`. */
@InputType({ description: 'Names one author.' })
export class AuthorBy {
  @Field(() => ID, { nullable: true, description: 'Its global id.' }) id?: string;
  @Field(() => String, { nullable: true, description: 'Its slug.' }) slug?: string;
}
