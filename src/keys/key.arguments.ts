import { ArgsType, Field, InputType } from 'type-graphql';
import { DateTime } from '../graph/scalars';
import { KeyScope } from './key.type';

@InputType({ description: 'A key to make.' })
export class CreateKeyInput {
  @Field(() => String, { description: 'Who or what will hold it: 1 to 100 characters on one line; no two keys that live have one name.' }) name!: string;
  @Field(() => [KeyScope], { description: 'What it allows; at least one.' }) scopes!: KeyScope[];
  @Field(() => DateTime, { nullable: true, description: 'Until when it works, an instant to come; for ever without it.' }) expiresAt?: Date | null;
}

@InputType({ description: 'A key to end.' })
export class RevokeKeyInput {
  @Field(() => String, { description: 'Its prefix, as `keys` shows it.' }) prefix!: string;
}

@ArgsType()
export class CreateKeyArguments {
  @Field(() => CreateKeyInput, { description: 'What it is called and what it allows.' }) input!: CreateKeyInput;
}

@ArgsType()
export class RevokeKeyArguments {
  @Field(() => RevokeKeyInput, { description: 'Which one.' }) input!: RevokeKeyInput;
}
