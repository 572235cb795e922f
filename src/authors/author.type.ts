import { Field, ObjectType } from 'type-graphql';
import { connectionType } from '../graph/connection';
import { Node } from '../graph/node';

@ObjectType({ implements: Node, simpleResolvers: true, description: 'A person or organisation that wrote articles or cited sources.' })
export class Author extends Node {
  @Field(() => String, { description: 'Its name in addresses; unique.' }) slug!: string;
  @Field(() => String, { description: 'The name as a reader would write it: given name first.' }) name!: string;
  @Field(() => String, { nullable: true, description: 'Family name with its particle; null for an organisation.' }) familyName!: string | null;
  @Field(() => String, { nullable: true, description: 'Given names or initials; null for an organisation.' }) givenName!: string | null;
  @Field(() => String, { nullable: true, description: 'Suffix such as Jr. or III.' }) suffix!: string | null;
}

export const AuthorConnection = connectionType(Author, 'Author');
