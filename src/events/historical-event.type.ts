import { type ClassType, Field, ObjectType, registerEnumType } from 'type-graphql';
import { Article } from '../articles/article.type';
import { connectionType } from '../graph/connection';
import { Node } from '../graph/node';
import { DateTime, PartialDate } from '../graph/scalars';

export enum Calendar { GREGORIAN = 'GREGORIAN', JULIAN = 'JULIAN', ISLAMIC = 'ISLAMIC' }
registerEnumType(Calendar, {
  name: 'Calendar', description: 'The calendar a date is given in.',
  valuesConfig: { GREGORIAN: { description: 'Today’s civil calendar, also before 1582.' }, JULIAN: { description: 'The Julian calendar.' }, ISLAMIC: { description: 'The Islamic lunar calendar.' } },
});

export enum TieReason { LISTED = 'LISTED', TEASER = 'TEASER', CROSS_REFERENCE = 'CROSS_REFERENCE', EDITOR = 'EDITOR' }
registerEnumType(TieReason, {
  name: 'TieReason', description: 'Why an event and an article belong together.',
  valuesConfig: {
    LISTED: { description: 'The article is a list of events and has this one.' },
    TEASER: { description: 'The page of the article showed the start of a list with this event.' },
    CROSS_REFERENCE: { description: 'A list names the article beside the event.' },
    EDITOR: { description: 'An editor says so.' },
  },
});

@ObjectType({ implements: Node, simpleResolvers: true, description: 'Something that happened.' })
export class HistoricalEvent extends Node {
  @Field(() => PartialDate, { description: 'When, as exactly as is known.' }) date!: string;
  @Field(() => Calendar, { description: 'The calendar of `date`.' }) calendar!: Calendar;
  @Field(() => String, { description: 'What happened.' }) text!: string;
  @Field(() => DateTime, { description: 'When its date or text last changed in this graph.' }) updatedAt!: Date;
}

@ObjectType({ simpleResolvers: true, description: 'Another piece that a list names beside an event.' })
export class EventReference {
  @Field(() => String, { description: 'The reference as it was written.' }) text!: string;
}

/** The edge of an event with an article, seen from either side; `reason` and `reference` are columns of its row. */
function tieEdge<T extends object>(node: ClassType<T>, name: string): ClassType<Tie<T>> {
  @ObjectType(name, { simpleResolvers: true, description: 'How an event and an article belong together.' })
  class TieEdge {
    @Field(() => String, { description: 'Its place in the list, for `after` and `before`.' }) cursor!: string;
    @Field(() => node, { description: 'The other side.' }) node!: T;
    @Field(() => TieReason, { description: 'Why they belong together.' }) reason!: TieReason;
    @Field(() => String, { nullable: true, description: 'The cross-reference as written; null for another reason.' }) reference!: string | null;
  }
  return TieEdge;
}
export interface Tie<T> { cursor: string; node: T; reason: TieReason; reference: string | null }

export const TiedEventEdge = tieEdge(HistoricalEvent, 'TiedEventEdge');
export const TiedArticleEdge = tieEdge(Article, 'TiedArticleEdge');
export const TiedEventConnection = connectionType(HistoricalEvent, 'TiedEvent', TiedEventEdge);
export const TiedArticleConnection = connectionType(Article, 'TiedArticle', TiedArticleEdge);
export const HistoricalEventConnection = connectionType(HistoricalEvent, 'HistoricalEvent');
