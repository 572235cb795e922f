import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { SourceFilter } from '../filters/filter-inputs';
import { PageArguments } from '../graph/page-arguments';

export enum SourceOrder { MOST_CITED = 'MOST_CITED', NEWEST = 'NEWEST', OLDEST = 'OLDEST' }
registerEnumType(SourceOrder, {
  name: 'SourceOrder', description: 'How sources can be ordered.',
  valuesConfig: {
    MOST_CITED: { description: 'Most often cited first.' }, NEWEST: { description: 'Last issued first; undated ones last.' },
    OLDEST: { description: 'First issued first; undated ones first.' },
  },
});

/** Exactly one of the fields: made `@oneOf` in `schema.ts`. */
@InputType({ description: 'Names one source.' })
export class SourceBy {
  @Field(() => ID, { nullable: true, description: 'Its global id.' }) id?: string;
  @Field(() => String, { nullable: true, description: 'Its DOI, without the resolver.' }) doi?: string;
}

@ArgsType()
export class SourceByArguments {
  @Field(() => SourceBy, { description: 'Which source.' }) by!: SourceBy;
}

@ArgsType()
export class SourcesArguments extends PageArguments {
  @Field(() => SourceFilter, { nullable: true, description: 'Only these; all without it.' }) filter?: SourceFilter | null;
  @Field(() => SourceOrder, { defaultValue: SourceOrder.MOST_CITED, description: 'Their order.' }) orderBy!: SourceOrder;
}

@ArgsType()
export class SourcesOfParentArguments extends PageArguments {
  @Field(() => SourceOrder, { defaultValue: SourceOrder.MOST_CITED, description: 'Their order.' }) orderBy!: SourceOrder;
}
