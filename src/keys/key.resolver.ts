import { Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { rootPage } from '../database/root-page';
import type { Connection } from '../graph/connection';
import { PageArguments } from '../graph/page-arguments';
import { mutate } from '../mutate';
import { CreateKeyArguments, RevokeKeyArguments } from './key.arguments';
import { type KeyRow, keyList, newestKeys } from './key.loaders';
import { ApiKeyConnection, CreateKeyPayload, RevokeKeyPayload } from './key.type';
import { prefixOf } from './key-text';
import { readKeyInput } from './read-key-input';
import { createKey } from './create-key';
import { revokeKey } from './revoke-key';
import { asMistake } from './key-mistakes';

@Resolver()
export class KeyResolver {
  @Query(() => ApiKeyConnection, { description: 'All keys, revoked ones too, newest first. Needs a key with the scope `admin`.' })
  keys(@Args(() => PageArguments) args: PageArguments, @Ctx() { db }: Context): Promise<Connection<KeyRow>> {
    return rootPage(db, keyList, newestKeys, args);
  }

  @Mutation(() => CreateKeyPayload, { description: 'Makes a key and shows it, once. Needs a key with the scope `admin`.' })
  createKey(@Args(() => CreateKeyArguments) { input }: CreateKeyArguments, @Ctx() context: Context): Promise<object> {
    return mutate(context, (manager) => asMistake(() => createKey(manager, readKeyInput(input))),
      async (secret) => ({ secret, key: await context.loaders.keyByPrefix.load(prefixOf(secret) ?? '') }));
  }

  @Mutation(() => RevokeKeyPayload, { description: 'Ends a key for good: requests with it are refused from now on. Needs a key with the scope `admin`.' })
  revokeKey(@Args(() => RevokeKeyArguments) { input }: RevokeKeyArguments, @Ctx() context: Context): Promise<object> {
    return mutate(context, (manager) => asMistake(() => revokeKey(manager, { prefix: input.prefix })),
      async ({ prefix }) => ({ key: await context.loaders.keyByPrefix.load(prefix) }));
  }
}
