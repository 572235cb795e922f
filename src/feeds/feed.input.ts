import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { UserError } from '../graph/user-errors';
import { formats } from '../imports/read-content';
import { ImportRun } from '../origins/import-run.type';
import { Origin } from '../origins/origin.type';

export enum ArticlesAfterwards { KEEP = 'KEEP', WITHDRAW = 'WITHDRAW' }
registerEnumType(ArticlesAfterwards, {
  name: 'ArticlesAfterwards', description: 'What becomes of the articles of an origin that is removed.',
  valuesConfig: {
    KEEP: { description: 'They stay as they are, and still say where they came from.' },
    WITHDRAW: { description: 'They are withdrawn: gone from every list, shown as tombstones to who asks what changed.' },
  },
});

@InputType({ description: 'An origin to read again and again.' })
export class AddOriginInput {
  @Field(() => String, { description: 'The address of a feed (RSS, Atom, JSON Feed, an API of WordPress or Blogger, or any format that can be imported), or of a page that leads to one.' }) url!: string;
  @Field(() => String, { nullable: true, description: 'What to call it, at most 200 characters; what the feed calls itself without it. The name of an origin that was imported lets the feed go on there.' }) name?: string | null;
  @Field(() => Int, { nullable: true, description: 'How often it is read, in minutes, from 1 to 10080; every 30 without it. A feed that offers a hub (WebSub) is told of changes at once.' }) intervalMinutes?: number | null;
}

@InputType({ description: 'An origin to read now.' })
export class SyncOriginInput {
  @Field(() => ID, { description: 'The id of the origin.' }) id!: string;
}

@InputType({ description: 'An origin to read no more.' })
export class RemoveOriginInput {
  @Field(() => ID, { description: 'The id of the origin.' }) id!: string;
  @Field(() => ArticlesAfterwards, { nullable: true, description: 'What becomes of its articles; they stay without it.' }) articles?: ArticlesAfterwards | null;
}

@InputType({ description: 'Content to import: a text, or what is at an address.' })
export class ImportContentInput {
  @Field(() => String, { nullable: true, description: 'The content itself, in any format that can be imported; expected when there is no `url`.' }) text?: string | null;
  @Field(() => String, { nullable: true, description: 'Where the content is. With a `text`: the address of its site, which relative links are resolved against.' }) url?: string | null;
  @Field(() => String, { nullable: true, description: `How to read it; by what stands in it without this. One of ${formats.join(', ')}.` }) format?: string | null;
  @Field(() => String, { nullable: true, description: 'The name of the origin it belongs to; what the content says of itself without it.' }) originName?: string | null;
}

@ArgsType() export class AddOriginArguments { @Field(() => AddOriginInput, { description: 'Where it is and what to call it.' }) input!: AddOriginInput; }
@ArgsType() export class SyncOriginArguments { @Field(() => SyncOriginInput, { description: 'Which one.' }) input!: SyncOriginInput; }
@ArgsType() export class RemoveOriginArguments { @Field(() => RemoveOriginInput, { description: 'Which one, and what becomes of its articles.' }) input!: RemoveOriginInput; }
@ArgsType() export class ImportContentArguments { @Field(() => ImportContentInput, { description: 'What to import.' }) input!: ImportContentInput; }

@ObjectType({ simpleResolvers: true, description: 'What addOrigin or syncOrigin did.' })
export class OriginPayload {
  @Field(() => Origin, { nullable: true, description: 'The origin; null when nothing was done.' }) origin?: Origin | null;
  @Field(() => [UserError], { description: 'What was wrong with the input; empty when all was well.' }) userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'What removeOrigin did.' })
export class RemoveOriginPayload {
  @Field(() => Origin, { nullable: true, description: 'The origin, which is no longer listed; null when nothing was done.' }) origin?: Origin | null;
  @Field(() => Int, { nullable: true, description: 'How many of its articles were withdrawn.' }) withdrawn?: number | null;
  @Field(() => [UserError], { description: 'What was wrong with the input; empty when all was well.' }) userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'What importContent did.' })
export class ImportContentPayload {
  @Field(() => ImportRun, { nullable: true, description: 'The import, with what it did until now: a long one goes on behind this answer, and can be asked for by its id. Null when nothing was imported.' }) run?: ImportRun | null;
  @Field(() => [UserError], { description: 'What was wrong with the input; empty when all was well.' }) userErrors!: UserError[];
}
