import { Args, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context';
import { readNodeId } from '../graph/node-id';
import { Mistake, UserErrorCode } from '../graph/user-errors';
import { mutate, withUserErrors } from '../mutate';
import type { OriginRow } from '../origins/origin.loaders';
import { addFeed, checkNewFeed } from './add-feed';
import type { FeedDesk } from './feed-desk';
import { asMistake } from './feed-mistakes';
import { AddOriginArguments, ArticlesAfterwards, ImportContentArguments, ImportContentPayload, OriginPayload, RemoveOriginArguments, RemoveOriginPayload, SyncOriginArguments } from './feed.input';
import { readImportInput } from './read-import-input';
import { removeOrigin } from './remove-origin';
import { makeDue } from './make-due';

@Resolver()
export class FeedResolver {
  @Mutation(() => OriginPayload, { description: 'Finds the feed of an address and reads it from now on, soon for the first time. Needs a key with the scope `write`.' })
  addOrigin(@Args(() => AddOriginArguments) { input: { url, name, intervalMinutes } }: AddOriginArguments, @Ctx() context: Context): Promise<object> {
    const given = { name, intervalSeconds: intervalMinutes == null ? null : intervalMinutes * 60 };
    return reading(context, async (feeds) => {
      const id = await asMistake(async () => {
        checkNewFeed(given);
        const found = await feeds.find(url); // before the transaction, which waits for nobody outside
        return context.write((manager) => addFeed(manager, found, given, new Date()));
      });
      feeds.wake();
      return { origin: await shown(context, id) };
    });
  }

  @Mutation(() => OriginPayload, { description: 'Reads an origin now, whether it is due or not. What takes longer goes on behind the answer: `lastSyncedAt` and `lastError` tell when it is done. Needs a key with the scope `write`.' })
  syncOrigin(@Args(() => SyncOriginArguments) { input }: SyncOriginArguments, @Ctx() context: Context): Promise<object> {
    return reading(context, async (feeds) => {
      const id = await asMistake(() => context.write((manager) => makeDue(manager, readNodeId(input.id, 'input.id', 'Origin').id, new Date())));
      await feeds.sync(id);
      await context.write(() => Promise.resolve()); // until what was read is heard of
      return { origin: await shown(context, id) };
    });
  }

  @Mutation(() => RemoveOriginPayload, { description: 'Reads an origin no more and takes it from the list. Nothing that came from it is deleted; adding it again goes on where it was. Needs a key with the scope `write`.' })
  removeOrigin(@Args(() => RemoveOriginArguments) { input: { id, articles } }: RemoveOriginArguments, @Ctx() context: Context): Promise<object> {
    const originId = readNodeId(id, 'input.id', 'Origin').id;
    return mutate(context, (manager) => asMistake(() => removeOrigin(manager, originId, articles ?? ArticlesAfterwards.KEEP, new Date())),
      async (withdrawn) => ({ origin: await shown(context, originId), withdrawn }));
  }

  @Mutation(() => ImportContentPayload, { description: 'Imports a text or what is at an address, as `ibid import` does: the same again changes nothing, and a restart of the server does not end it. Needs a key with the scope `write`.' })
  importContent(@Args(() => ImportContentArguments) { input }: ImportContentArguments, @Ctx() context: Context): Promise<object> {
    return reading(context, async (feeds) => {
      const handedIn = readImportInput(input);
      context.outcome.maybeWritten = true; // an import writes batch by batch, and is noted before its first
      const id = await asMistake(() => feeds.import(handedIn));
      await context.write(() => Promise.resolve()); // until what was imported is heard of
      return { run: id === null ? null : await context.loaders.importRunById.load(id) };
    });
  }
}

/** Runs what asks outside; a process that reads no origins says so. */
function reading<Shown extends object>(context: Context, work: (feeds: FeedDesk) => Promise<Shown>): Promise<object> {
  return withUserErrors(() => {
    if (!context.feeds) throw new Mistake('input', UserErrorCode.CLOSED, 'This server reads no origins.');
    return work(context.feeds);
  });
}

/** Also when it is no longer listed. */
function shown({ loaders }: Context, id: number): PromiseLike<OriginRow | null> {
  return Promise.resolve(loaders.originById.load(id));
}
