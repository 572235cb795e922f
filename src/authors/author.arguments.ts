import { ArgsType, Field } from 'type-graphql';
import { AuthorFilter } from '../filters/filter-inputs';
import { PageArguments } from '../graph/page-arguments';
import { AuthorBy } from './author-by';

@ArgsType()
export class AuthorByArguments {
  @Field(() => AuthorBy, { description: 'Which author.' }) by!: AuthorBy;
}

@ArgsType()
export class AuthorsArguments extends PageArguments {
  @Field(() => AuthorFilter, { nullable: true, description: 'Only these; all without it.' }) filter?: AuthorFilter | null;
}
