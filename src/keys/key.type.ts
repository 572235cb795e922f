import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../graph/connection';
import { DateTime } from '../graph/scalars';
import { UserError } from '../graph/user-errors';
import { scopes } from './scopes';

/** The scopes as the values of an enum: in capitals, as enum values are. */
export enum KeyScope { READ = 'read', COMMENT = 'comment', MODERATE = 'moderate', WRITE = 'write', ADMIN = 'admin' }
registerEnumType(KeyScope, {
  name: 'KeyScope', description: 'What a key allows.',
  valuesConfig: {
    READ: { description: sentence(scopes.read) }, COMMENT: { description: sentence(scopes.comment) }, MODERATE: { description: sentence(scopes.moderate) },
    WRITE: { description: sentence(scopes.write) }, ADMIN: { description: sentence(scopes.admin) },
  },
});

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

@ObjectType({ simpleResolvers: true, description: 'What lets a person or a program act on the graph. The key itself is stored nowhere.' })
export class ApiKey {
  @Field(() => String, { description: 'Who or what holds it: written down with each change it makes.' }) name!: string;
  @Field(() => String, { description: 'Its first characters, which may be seen; unique.' }) prefix!: string;
  @Field(() => [KeyScope], { description: 'What it allows.' }) scopes!: KeyScope[];
  @Field(() => DateTime, { description: 'When it was made.' }) createdAt!: Date;
  @Field(() => DateTime, { nullable: true, description: 'Until when it works; null: for ever.' }) expiresAt!: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was last used, to the minute; null: never.' }) lastUsedAt!: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was revoked; null while it is not.' }) revokedAt!: Date | null;
}

export const ApiKeyConnection = connectionType(ApiKey, 'ApiKey');

@ObjectType({ simpleResolvers: true, description: 'What became of `createKey`.' })
export class CreateKeyPayload {
  @Field(() => ApiKey, { nullable: true, description: 'What was made; null when the input was not accepted.' }) key!: ApiKey | null;
  @Field(() => String, { nullable: true, description: 'The key itself: this answer is the only one that ever shows it.' }) secret!: string | null;
  @Field(() => [UserError], { description: 'What is wrong with the input; empty when it was done.' }) userErrors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'What became of `revokeKey`.' })
export class RevokeKeyPayload {
  @Field(() => ApiKey, { nullable: true, description: 'What was revoked; null when the input was not accepted.' }) key!: ApiKey | null;
  @Field(() => [UserError], { description: 'What is wrong with the input; empty when it was done.' }) userErrors!: UserError[];
}
