import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { Article } from '../articles/article.type';
import { DateTime, URLText } from '../graph/scalars';
import { UserError } from '../graph/user-errors';

const expected = 'The `updatedAt` that the editor has seen: when somebody has changed the article since, nothing is changed. Without it the last one wins.';

@InputType({ description: 'An article as an editor writes it. `id`, else `key`, else `slug` finds one that is there; what is not given of it stays. One that is not there is made, as a draft.' })
export class UpsertArticleInput {
  @Field(() => ID, { nullable: true, description: 'An article that is there.' }) id?: string | null;
  @Field(() => String, { nullable: true, description: 'What the editing program calls it, up to 200 characters: the same key is the same article. With `origin`, the key that an import found it by.' }) key?: string | null;
  @Field(() => String, { nullable: true, description: 'The name of the origin whose key `key` is; without it the program that edits.' }) origin?: string | null;
  @Field(() => String, { nullable: true, description: 'Its name in addresses, small letters and digits joined by hyphens. It stays as it is once it is given; made of the title without it.' }) slug?: string | null;
  @Field(() => DateTime, { nullable: true, description: expected }) expectedUpdatedAt?: Date | null;
  @Field(() => String, { nullable: true, description: 'The headline, up to 500 characters. A new article needs one.' }) title?: string | null;
  @Field(() => String, { nullable: true, description: 'A sentence or two of plain text, up to 1,000 characters; null takes it away. A new article without one gets its first sentences.' }) summary?: string | null;
  @Field(() => String, { nullable: true, description: 'The text as HTML; what is not safe to show is left out. At most one of the three bodies; a new article needs one.' }) bodyHtml?: string | null;
  @Field(() => String, { nullable: true, description: 'The text as Markdown (CommonMark with the tables of GitHub).' }) bodyMarkdown?: string | null;
  @Field(() => String, { nullable: true, description: 'The text as plain text; a blank line ends a paragraph.' }) bodyText?: string | null;
  @Field(() => [String], { nullable: true, description: 'Its authors in order: "Rubin, Alissa" or "Alissa Rubin", one name each, up to 50.' }) authors?: string[] | null;
  @Field(() => [String], { nullable: true, description: 'Its labels, up to 50 of 100 characters.' }) tags?: string[] | null;
  @Field(() => String, { nullable: true, description: 'BCP 47 tag of its language; null when not known.' }) language?: string | null;
  @Field(() => URLText, { nullable: true, description: 'Where it can be read, on http or https; null takes it away.' }) url?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was published; `publishArticle` sets it where it is not given.' }) publishedAt?: Date | null;
  @Field(() => [String], { nullable: true, description: 'The lines of its bibliography as they are written, up to 1,000 of 5,000 characters. Each is read as a citation. Without it the bibliography at the end of a new text is taken.' }) bibliography?: string[] | null;
  @Field(() => String, { nullable: true, description: 'What readers are told of the change when the article is published already, up to 1,000 characters.' }) correctionNote?: string | null;
}

@InputType({ description: 'Which article readers see from now on.' })
export class PublishArticleInput {
  @Field(() => ID, { description: 'The article.' }) id!: string;
  @Field(() => DateTime, { nullable: true, description: 'When it was published, not in the future; without it what it has, else now.' }) publishedAt?: Date | null;
  @Field(() => DateTime, { nullable: true, description: expected }) expectedUpdatedAt?: Date | null;
}

@InputType({ description: 'Which article is taken back.' })
export class WithdrawArticleInput {
  @Field(() => ID, { description: 'The article.' }) id!: string;
  @Field(() => String, { nullable: true, description: 'Why, up to 1,000 characters; it stands in the corrections of the article.' }) note?: string | null;
  @Field(() => DateTime, { nullable: true, description: expected }) expectedUpdatedAt?: Date | null;
}

@InputType({ description: 'Which article is its origin\'s again.' })
export class ReleaseArticleInput {
  @Field(() => ID, { description: 'The article.' }) id!: string;
}

@ArgsType()
export class UpsertArticleArguments { @Field(() => UpsertArticleInput, { description: 'The article.' }) input!: UpsertArticleInput; }
@ArgsType()
export class PublishArticleArguments { @Field(() => PublishArticleInput, { description: 'Which article.' }) input!: PublishArticleInput; }
@ArgsType()
export class WithdrawArticleArguments { @Field(() => WithdrawArticleInput, { description: 'Which article, and why.' }) input!: WithdrawArticleInput; }
@ArgsType()
export class ReleaseArticleArguments { @Field(() => ReleaseArticleInput, { description: 'Which article.' }) input!: ReleaseArticleInput; }

@ObjectType({ simpleResolvers: true, description: 'What became of an article that an editor wrote, published, withdrew or gave back.' })
export class EditArticlePayload {
  @Field(() => Article, { nullable: true, description: 'The article, drafts too; null when the input was not accepted.' }) article!: Article | null;
  @Field(() => [UserError], { description: 'What is wrong with the input; empty when it was done.' }) userErrors!: UserError[];
}
