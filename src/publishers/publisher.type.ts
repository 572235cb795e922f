import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../graph/connection';
import { Node } from '../graph/node';
import { URLText } from '../graph/scalars';

export enum PublisherKind {
  NEWSPAPER = 'NEWSPAPER', MAGAZINE = 'MAGAZINE', WIRE = 'WIRE', BROADCASTER = 'BROADCASTER', THINK_TANK = 'THINK_TANK', JOURNAL = 'JOURNAL',
  PRESS = 'PRESS', GOVERNMENT = 'GOVERNMENT', WEBSITE = 'WEBSITE', BLOG = 'BLOG', ORGANISATION = 'ORGANISATION', UNKNOWN = 'UNKNOWN',
}
registerEnumType(PublisherKind, {
  name: 'PublisherKind', description: 'What sort of house a publisher is.',
  valuesConfig: {
    NEWSPAPER: { description: 'A newspaper or a group of them.' }, MAGAZINE: { description: 'A magazine.' }, WIRE: { description: 'A news agency.' },
    BROADCASTER: { description: 'Radio or television.' }, THINK_TANK: { description: 'A policy institute.' }, JOURNAL: { description: 'A scholarly journal.' },
    PRESS: { description: 'A publisher of books.' }, GOVERNMENT: { description: 'A parliament, ministry, court or agency.' }, WEBSITE: { description: 'A web site.' },
    BLOG: { description: 'A blog.' }, ORGANISATION: { description: 'Another organisation that publishes.' }, UNKNOWN: { description: 'Not known yet.' },
  },
});

@ObjectType({ implements: Node, simpleResolvers: true, description: 'Who brought out a source: a newspaper, wire, think tank, press.' })
export class Publisher extends Node {
  @Field(() => String, { description: 'Its name in addresses; unique.' }) slug!: string;
  @Field(() => String, { description: 'Its usual name.' }) name!: string;
  @Field(() => PublisherKind, { description: 'What sort of house it is.' }) kind!: PublisherKind;
  @Field(() => URLText, { nullable: true, description: 'Its site.' }) homepage!: string | null;
  @Field(() => Int, { description: 'How often published articles cite its sources.' }) citationCount!: number;
}

export const PublisherConnection = connectionType(Publisher, 'Publisher');
