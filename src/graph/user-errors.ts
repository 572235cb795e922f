import { Field, ObjectType, registerEnumType } from 'type-graphql';

export enum UserErrorCode { INVALID = 'INVALID', NOT_FOUND = 'NOT_FOUND', CONFLICT = 'CONFLICT', RATE_LIMITED = 'RATE_LIMITED', CLOSED = 'CLOSED' }
registerEnumType(UserErrorCode, {
  name: 'UserErrorCode', description: 'Why an input was not accepted.',
  valuesConfig: {
    INVALID: { description: 'A value that is not allowed; the message says what was expected.' },
    NOT_FOUND: { description: 'There is nothing of that id.' },
    CONFLICT: { description: 'It does not fit what the graph says now; the message says what to do first.' },
    RATE_LIMITED: { description: 'Too many in too short a time; the message says when to try again.' },
    CLOSED: { description: 'The publication does not take this.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'One thing that is wrong with the input of a mutation; nothing was changed.' })
export class UserError {
  @Field(() => String, { description: 'The field of the input, e.g. `input.fromIds`.' }) field!: string;
  @Field(() => String, { description: 'What was expected, what came, and what to do.' }) message!: string;
  @Field(() => UserErrorCode, { description: 'For programs.' }) code!: UserErrorCode;
}

/** Thrown where an input turns out not to be acceptable; takes the transaction back and becomes a UserError of the payload. */
export class Mistake extends Error {
  constructor(readonly field: string, readonly code: UserErrorCode, message: string) { super(message); }
}
