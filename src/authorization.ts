import { type GraphQLSchema, defaultFieldResolver, isObjectType } from 'graphql';
import { NotAllowed } from './errors';
import type { Caller } from './keys/find-caller';
import { type Scope, allows } from './keys/scopes';

/**
 * Who may ask what: the scope that a field needs, or an argument of a field when it is given (`Type.field(argument)`). What is not listed
 * everyone may ask; a mutation that everyone may ask is listed as `anyone`, so that none is public by being forgotten (test/keys/authorization.test.ts).
 * Rows that only some may see are not a matter of fields: loaders give published and approved ones, whoever asks.
 */
export const authorization = {
  'Mutation.correctCitation': 'write',
  'Mutation.dismissMergeCandidate': 'write',
  'Mutation.mergeAuthors': 'write',
  'Mutation.mergePublishers': 'write',
  'Mutation.mergeSources': 'write',
  'Mutation.splitSource': 'write',
  'Mutation.undoMerge': 'write',
  'Mutation.addWebhook': 'write',
  'Mutation.updateWebhook': 'write',
  'Mutation.rotateWebhookSecret': 'write',
  'Mutation.removeWebhook': 'write',
  'Mutation.testWebhook': 'write',
  'Mutation.replayDelivery': 'write',
  'Query.webhooks': 'write',
  'Mutation.upsertArticle': 'write',
  'Mutation.publishArticle': 'write',
  'Mutation.withdrawArticle': 'write',
  'Mutation.releaseArticle': 'write',
  'Mutation.upsertEvent': 'write',
  'Query.articleToEdit': 'write',
  'Query.articlesToEdit': 'write',
  'Article.edit': 'write',
  'Mutation.addOrigin': 'write',
  'Mutation.syncOrigin': 'write',
  'Mutation.removeOrigin': 'write',
  'Mutation.importContent': 'write',
  'Mutation.postComment': 'anyone',
  'Mutation.reportComment': 'anyone',
  'Mutation.moderateComment': 'moderate',
  'Mutation.addCommentWords': 'moderate',
  'Mutation.removeCommentWords': 'moderate',
  'Query.commentsToModerate': 'moderate',
  'Query.commentCounts': 'moderate',
  'Query.commentWords': 'moderate',
  'Comment.moderation': 'moderate',
  'Mutation.createKey': 'admin',
  'Mutation.revokeKey': 'admin',
  'Query.keys': 'admin',
} as const satisfies Record<`${string}.${string}`, Scope | 'anyone'>;

/** The types whose every way in has to be listed above. */
export const guardedTypes: readonly string[] = ['ApiKey', 'CommentModeration', 'CommentCounts', 'CommentWord', 'ArticleEdit', 'Webhook', 'WebhookDelivery', 'WebhookAttempt'];

/** Who asks, when their key has a scope; NotAllowed with the way to come by one when it does not. */
function requireScope(caller: Caller | null, scope: Scope): Caller {
  if (!caller) throw new NotAllowed('UNAUTHENTICATED', `This needs a key with the scope ${scope}. Make one with \`ibid keys create --name NAME --scope ${scope}\` and send it as Authorization: Bearer ibid_…`);
  if (!allows(caller.scopes, scope)) {
    throw new NotAllowed('FORBIDDEN', `This needs the scope ${scope}; the key ${JSON.stringify(caller.name)} has ${caller.scopes.join(', ')}. Use a key made with --scope ${scope}.`);
  }
  return caller;
}

interface Guard { argument: string | null; scope: Scope }

/** Puts the check before the resolver of each listed field; the others stay as they are and cost nothing. Throws when the table names what is not there. */
export function guardFields(schema: GraphQLSchema, table: Record<string, Scope | 'anyone'> = authorization): GraphQLSchema {
  const guards = new Map<string, Guard[]>();
  for (const [place, scope] of Object.entries(table)) {
    const [, type = '', name = '', argument = null] = /^(\w+)\.(\w+)(?:\((\w+)\))?$/.exec(place) ?? [];
    const owner = schema.getType(type);
    const field = isObjectType(owner) ? owner.getFields()[name] : undefined;
    if (!field || (argument !== null && !field.args.some((each) => each.name === argument))) throw new Error(`src/authorization.ts: expected a field of the schema or an argument of one, got ${JSON.stringify(place)}.`);
    if (scope !== 'anyone') guards.set(`${type}.${name}`, [...guards.get(`${type}.${name}`) ?? [], { argument, scope }]);
  }
  for (const [place, ofField] of guards) {
    const [type = '', name = ''] = place.split('.');
    const owner = schema.getType(type);
    const field = isObjectType(owner) ? owner.getFields()[name] : undefined;
    if (!field) continue; // was found above
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (row, args: Record<string, unknown>, context: { caller: Caller | null }, info): unknown => {
      for (const { argument, scope } of ofField) if (argument === null || args[argument] != null) requireScope(context.caller, scope);
      return resolve(row, args, context, info);
    };
  }
  return schema;
}
