import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../graph/connection';
import { Node } from '../graph/node';
import { DateTime, URLText } from '../graph/scalars';

export enum ArticleStatus { DRAFT = 'DRAFT', PUBLISHED = 'PUBLISHED', WITHDRAWN = 'WITHDRAWN' }
registerEnumType(ArticleStatus, {
  name: 'ArticleStatus', description: 'Whether readers see an article.',
  valuesConfig: {
    DRAFT: { description: 'Not published yet.' }, PUBLISHED: { description: 'Public.' },
    WITHDRAWN: { description: 'Was public and has been taken back, here or in its origin.' },
  },
});

@ObjectType({ implements: Node, simpleResolvers: true, description: 'A piece the publication published.' })
export class Article extends Node {
  @Field(() => String, { description: 'Its name in addresses; unique.' }) slug!: string;
  @Field(() => String, { description: 'The headline.' }) title!: string;
  @Field(() => String, { nullable: true, description: 'What it says in a sentence or two, as plain text.' }) summary!: string | null;
  @Field(() => String, { nullable: true, description: 'BCP 47 tag of its language; null when not known.' }) language!: string | null;
  @Field(() => URLText, { nullable: true, description: 'Where it stands in its origin.' }) url!: string | null;
  @Field(() => ArticleStatus, { description: 'Whether readers see it.' }) status!: ArticleStatus;
  @Field(() => [String], { description: 'Labels the publication gave it.' }) tags!: string[];
  @Field(() => DateTime, { nullable: true, description: 'When it was published; null when its origin does not say.' }) publishedAt!: Date | null;
}

@ObjectType({ simpleResolvers: true, description: 'How an article stands between its editors and its origin.' })
export class ArticleEdit {
  @Field(() => String, { nullable: true, description: 'The name of the key that changed it here last: imports leave it; null while it is as its origin says.' }) editedBy!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was changed here last.' }) editedAt!: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'When an import first brought another text than the one that is edited here; null while none has. `releaseArticle` lets the next import write it.' }) originChangedAt!: Date | null;
}

export const ArticleConnection = connectionType(Article, 'Article');
