import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { ArticleRow } from '../articles/article.loaders';
import { Article } from '../articles/article.type';
import type { Context } from '../context';
import type { Loaded } from '../database/loaders';
import { rootPage } from '../database/root-page';
import { eventConditions } from '../filters/filter-conditions';
import { outermost } from '../filters/nested-filter';
import type { Connection } from '../graph/connection';
import { PageArguments } from '../graph/page-arguments';
import { daysInMonth } from '../dates/partial-date';
import { InvalidInput } from '../errors';
import { EventsArguments, OnThisDayArguments } from './historical-event.arguments';
import { type EventRow, type TiedArticleRow, eventList, eventOrders } from './historical-event.loaders';
import { EventReference, HistoricalEvent, HistoricalEventConnection, TiedArticleConnection } from './historical-event.type';

@Resolver(() => HistoricalEvent)
export class HistoricalEventResolver {
  @Query(() => HistoricalEventConnection, { description: 'Everything that happened, as far as this publication tells.' })
  historicalEvents(@Args(() => EventsArguments) args: EventsArguments, @Ctx() { db }: Context): Promise<Connection<EventRow>> {
    return rootPage(db, eventList, eventOrders[args.orderBy], args, eventConditions(args.filter, outermost()));
  }

  @Query(() => HistoricalEventConnection, { description: 'What happened on this day of the year, earliest first.' })
  onThisDay(@Args(() => OnThisDayArguments) args: OnThisDayArguments, @Ctx() { db }: Context): Promise<Connection<EventRow>> {
    const { month, day } = args;
    if (month < 1 || month > 12) throw new InvalidInput('month', 'a number from 1 to 12', month);
    if (day < 1 || day > daysInMonth(null, month)) throw new InvalidInput('day', `a number from 1 to ${daysInMonth(null, month)}`, day);
    return rootPage(db, { ...eventList, name: 'onThisDay' }, eventOrders.OLDEST, args, eventConditions({ month, day }, outermost()));
  }

  @FieldResolver(() => Article, { nullable: true, description: 'The article that lists it; null when none does.' })
  listedIn(@Root() { id }: EventRow, @Ctx() { loaders }: Context): Loaded<ArticleRow | null> {
    return loaders.listingByEventId.load(id);
  }

  @FieldResolver(() => TiedArticleConnection, { description: 'Articles it belongs to, each with the reason.' })
  articles(@Root() { id }: EventRow, @Args(() => PageArguments) args: PageArguments, @Ctx() { loaders }: Context): Promise<Connection<TiedArticleRow>> {
    return loaders.articlesByEventId(id, args);
  }

  @FieldResolver(() => [EventReference], { description: 'Pieces that lists name beside it, also those that are not in the graph.' })
  references(@Root() { id }: EventRow, @Ctx() { loaders }: Context): Loaded<{ text: string; articleId: number | null }[]> {
    return loaders.referencesByEventId.load(id);
  }
}

@Resolver(() => EventReference)
export class EventReferenceResolver {
  @FieldResolver(() => Article, { nullable: true, description: 'The article that is meant; null while the graph has none of that title.' })
  article(@Root() { articleId }: { articleId: number | null }, @Ctx() { loaders }: Context): Loaded<ArticleRow | null> {
    return articleId === null ? null : loaders.articleById.load(articleId);
  }
}
