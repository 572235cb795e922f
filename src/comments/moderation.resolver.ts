import { randomUUID } from 'node:crypto';
import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context';
import { rootPage } from '../database/root-page';
import type { Loaded } from '../database/loaders';
import type { Connection } from '../graph/connection';
import { PageArguments } from '../graph/page-arguments';
import { Mistake, UserErrorCode } from '../graph/user-errors';
import { mutate, withUserErrors } from '../mutate';
import { addCommentWords, removeCommentWords } from './change-comment-words';
import { isModerator, mostQueued, readerOf } from './comment-desk';
import { readCommentCounts } from './comment-counts';
import { type CommentRow, commentQueue, commentsOfStatus, decidedBy, oldestCommentsFirst } from './comment.loaders';
import { Comment, CommentConnection } from './comment.type';
import { moderateComments } from './moderate-comments';
import {
  AddCommentWordsArguments, CommentWordsPayload, CommentsToModerateArguments, ModerateCommentArguments, ModerateCommentPayload, RemoveCommentWordsArguments, ReportCommentArguments, ReportCommentPayload,
} from './moderation.arguments';
import { type CommentDecisionRow, type CommentReportRow, type CommentStandingRow, type CommentWordRow, commentWordList, wordsByName } from './moderation.loaders';
import { CommentCounts, CommentDecisionConnection, CommentModeration, CommentReportConnection, CommentWordConnection } from './moderation.type';
import { postComment, readPostedComment } from './post-comment';
import { PostCommentArguments, PostCommentPayload } from './post-comment.arguments';
import { reportComment } from './report-comment';

@Resolver(() => Comment)
export class CommentModerationResolver {
  @Mutation(() => PostCommentPayload, { description: 'What a reader says of an article; nobody needs a key for it. Moderation decides whether it is shown, and says why not.' })
  postComment(@Args(() => PostCommentArguments) { input }: PostCommentArguments, @Ctx() context: Context): Promise<object> {
    const { desk, caller, address, loaders } = context;
    return withUserErrors(async () => {
      if (desk.mode === 'closed') throw new Mistake('input', UserErrorCode.CLOSED, 'input: this publication takes no comments here (IBID_COMMENTS=closed).');
      const posted = readPostedComment(input);
      const reader = readerOf(caller, address);
      if (reader !== null && !isModerator(caller) && !desk.pace.admit(reader, posted.key)) throw new Mistake('input', UserErrorCode.RATE_LIMITED, 'input: expected fewer comments from one reader in a minute and an hour, got more. Try again in a minute.');
      if (!isModerator(caller) && (desk.slots.queued >= mostQueued || !desk.articlePace.admit(String(posted.articleId), posted.key))) throw new Mistake('input', UserErrorCode.RATE_LIMITED, 'input: expected fewer comments at a time, got more than can be read. Try again in a minute.');
      const readerHash = reader === null ? randomUUID() : await desk.readerHash(reader);
      const posting = { readerHash, byModerator: isModerator(caller), moderated: desk.mode === 'moderated' };
      const id = await desk.slots.run(() => {
        if (context.db.stopped) throw context.db.stopped; // its client was told that it was not taken
        return context.write((manager) => postComment(manager, posted, posting));
      });
      return { comment: await loaders.anyCommentById.load(id) };
    });
  }

  @Mutation(() => ReportCommentPayload, { description: 'Asks moderators for a look at a comment; nobody needs a key for it.' })
  reportComment(@Args(() => ReportCommentArguments) { input }: ReportCommentArguments, @Ctx() context: Context): Promise<object> {
    const { desk, caller, address } = context;
    return withUserErrors(async () => {
      const reader = readerOf(caller, address);
      if (reader !== null && !desk.pace.admit(`report ${reader}`, null)) throw new Mistake('input', UserErrorCode.RATE_LIMITED, 'input: expected fewer reports from one reader in a minute and an hour, got more. Try again in a minute.');
      const readerHash = reader === null ? randomUUID() : await desk.readerHash(reader);
      await context.write((manager) => reportComment(manager, input, readerHash));
      return { reported: true };
    });
  }

  @Query(() => CommentConnection, { description: 'Comments that wait for a decision, the oldest first: PENDING, or reported by readers. Needs a key with the scope `moderate`.' })
  commentsToModerate(@Args(() => CommentsToModerateArguments) args: CommentsToModerateArguments, @Ctx() { db }: Context): Promise<Connection<CommentRow>> {
    return rootPage(db, args.status == null ? commentQueue : commentsOfStatus(args.status), oldestCommentsFirst, args, args.phase == null ? [] : [decidedBy(args.phase)]);
  }

  @Query(() => CommentCounts, { nullable: true, description: 'How many comments there are of each status. Needs a key with the scope `moderate`.' })
  commentCounts(@Ctx() { db }: Context): Promise<CommentCounts> {
    return readCommentCounts(db);
  }

  @Query(() => CommentWordConnection, { description: 'The words that decide about comments, in their order. Needs a key with the scope `moderate`.' })
  commentWords(@Args(() => PageArguments) args: PageArguments, @Ctx() { db }: Context): Promise<Connection<CommentWordRow>> {
    return rootPage(db, commentWordList, wordsByName, args);
  }

  @Mutation(() => ModerateCommentPayload, { description: 'Decides about comments. Needs a key with the scope `moderate`.' })
  moderateComment(@Args(() => ModerateCommentArguments) { input }: ModerateCommentArguments, @Ctx() context: Context): Promise<object> {
    return mutate(context, (manager, by) => moderateComments(manager, input, by), async (ids) => {
      const comments = await Promise.all(ids.map((id) => context.loaders.anyCommentById.load(id)));
      return { comment: comments[0], comments };
    });
  }

  @Mutation(() => CommentWordsPayload, { description: 'Adds words that decide about comments, or changes what they mean. Needs a key with the scope `moderate`.' })
  addCommentWords(@Args(() => AddCommentWordsArguments) { input }: AddCommentWordsArguments, @Ctx() context: Context): Promise<object> {
    return mutate(context, (manager, by) => addCommentWords(manager, input, by), (words) => Promise.resolve({ words }));
  }

  @Mutation(() => CommentWordsPayload, { description: 'Takes words off the list; comments that are there keep their status. Needs a key with the scope `moderate`.' })
  removeCommentWords(@Args(() => RemoveCommentWordsArguments) { input }: RemoveCommentWordsArguments, @Ctx() context: Context): Promise<object> {
    return mutate(context, (manager) => removeCommentWords(manager, input), (words) => Promise.resolve({ words }));
  }

  @FieldResolver(() => CommentModeration, { nullable: true, description: 'What moderators know of it. Needs a key with the scope `moderate`.' })
  moderation(@Root() { id }: CommentRow, @Ctx() { loaders }: Context): Loaded<CommentStandingRow | null> {
    return loaders.standingByCommentId.load(id);
  }
}

@Resolver(() => CommentModeration)
export class CommentStandingResolver {
  @FieldResolver(() => CommentDecisionConnection, { description: 'The history of its status, oldest first.' })
  decisions(@Root() { id }: CommentStandingRow, @Args(() => PageArguments) args: PageArguments, @Ctx() { loaders }: Context): Promise<Connection<CommentDecisionRow>> {
    return loaders.decisionsByCommentId(id, args);
  }

  @FieldResolver(() => CommentConnection, { description: 'What else the same reader has posted that day, of any status, oldest first. Who it is, is not known, and after a day not that it was the same; empty where it came by an import.' })
  sameReader(@Root() { id }: CommentStandingRow, @Args(() => PageArguments) args: PageArguments, @Ctx() { loaders }: Context): Promise<Connection<CommentRow>> {
    return loaders.sameReaderByCommentId(id, args);
  }

  @FieldResolver(() => CommentReportConnection, { description: 'What readers said who reported it, oldest first.' })
  reports(@Root() { id }: CommentStandingRow, @Args(() => PageArguments) args: PageArguments, @Ctx() { loaders }: Context): Promise<Connection<CommentReportRow>> {
    return loaders.reportsByCommentId(id, args);
  }
}
