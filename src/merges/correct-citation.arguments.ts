import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { PartialDate, URLText } from '../graph/scalars';

export enum CitationVerdict { AS_READ = 'AS_READ', NO_REFERENCE = 'NO_REFERENCE' }
registerEnumType(CitationVerdict, {
  name: 'CitationVerdict', description: 'What a person says of a line without naming another work.',
  valuesConfig: {
    AS_READ: { description: 'It means what the parser read, however unsure that was.' },
    NO_REFERENCE: { description: 'It cites nothing.' },
  },
});

@InputType({ description: 'A work, as a line names it. One that the graph knows already is found, not made again.' })
export class NewSourceInput {
  @Field(() => String, { description: 'Its title.' }) title!: string;
  @Field(() => String, { nullable: true, description: 'Its type, as CSL 1.0.2 names it. Default `document`.' }) type?: string | null;
  @Field(() => [String], { nullable: true, description: 'Its authors in order: "Rubin, Alissa" or "Alissa Rubin", one name each.' }) authors?: string[] | null;
  @Field(() => String, { nullable: true, description: 'What holds it: newspaper, journal, site, book of a chapter.' }) container?: string | null;
  @Field(() => String, { nullable: true, description: 'Its publisher, where that is not the container.' }) publisher?: string | null;
  @Field(() => PartialDate, { nullable: true, description: 'When it came out, as exactly as is known.' }) issued?: string | null;
  @Field(() => URLText, { nullable: true, description: 'Where it can be read.' }) url?: string | null;
  @Field(() => String, { nullable: true, description: 'Its DOI, without the resolver.' }) doi?: string | null;
  @Field(() => String, { nullable: true, description: 'Its ISBN of 10 or 13 digits; hyphens do not matter.' }) isbn?: string | null;
}

@InputType({ description: 'What a line means: exactly one of `sourceId`, `newSource` and `verdict`.' })
export class CorrectCitationInput {
  @Field(() => ID, { description: 'The line.' }) citationId!: string;
  @Field(() => ID, { nullable: true, description: 'It means this source.' }) sourceId?: string | null;
  @Field(() => NewSourceInput, { nullable: true, description: 'It means this work.' }) newSource?: NewSourceInput | null;
  @Field(() => CitationVerdict, { nullable: true, description: 'It means what was read, or nothing.' }) verdict?: CitationVerdict | null;
}

@InputType({ description: 'Which citations of a source mean another work: exactly one of `toSourceId` and `newSource`.' })
export class SplitSourceInput {
  @Field(() => ID, { description: 'The source that is cited by more than it should.' }) sourceId!: string;
  @Field(() => [ID], { description: 'The citations that mean another work, 1 to 100.' }) citationIds!: string[];
  @Field(() => ID, { nullable: true, description: 'They mean this source.' }) toSourceId?: string | null;
  @Field(() => NewSourceInput, { nullable: true, description: 'They mean this work.' }) newSource?: NewSourceInput | null;
}

@ArgsType()
export class CorrectCitationArguments {
  @Field(() => CorrectCitationInput, { description: 'What the line means.' }) input!: CorrectCitationInput;
}
@ArgsType()
export class SplitSourceArguments {
  @Field(() => SplitSourceInput, { description: 'Which citations mean another work.' }) input!: SplitSourceInput;
}
