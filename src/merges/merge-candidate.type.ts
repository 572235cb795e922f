import { Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import { connectionType } from '../graph/connection';
import { Node } from '../graph/node';
import { DateTime } from '../graph/scalars';
import { MergeKind } from './merge.type';

export enum MergeReason {
  SAME_ISBN = 'SAME_ISBN', SAME_URL = 'SAME_URL', SIMILAR_TITLE = 'SIMILAR_TITLE', OTHER_PUBLISHER = 'OTHER_PUBLISHER', OTHER_DATE = 'OTHER_DATE', OTHER_AUTHOR = 'OTHER_AUTHOR',
  LITTLE_KNOWN = 'LITTLE_KNOWN', SIMILAR_NAME = 'SIMILAR_NAME',
}
registerEnumType(MergeReason, {
  name: 'MergeReason', description: 'Why two may be one, and why that is not sure.',
  valuesConfig: {
    SAME_ISBN: { description: 'One ISBN, two titles: perhaps chapters of a book.' }, SAME_URL: { description: 'One address, two titles.' },
    SIMILAR_TITLE: { description: 'Titles that differ by a few letters or a subtitle.' }, OTHER_PUBLISHER: { description: 'One title, two publishers: perhaps a reprint or a piece of a wire.' },
    OTHER_DATE: { description: 'One title, two dates.' }, OTHER_AUTHOR: { description: 'One title, two authors.' },
    LITTLE_KNOWN: { description: 'One title, and too little else is known, or it fits several.' },
    SIMILAR_NAME: { description: 'Names that can be one: an initial for a given name, one name within the other, a few letters.' },
  },
});

@ObjectType({ implements: Node, simpleResolvers: true, description: 'Two publishers, authors or sources that may be one. A person decides: one of the merge mutations, or `dismissMergeCandidate`.' })
export class MergeCandidate extends Node {
  @Field(() => MergeKind, { description: 'What they are: PUBLISHERS, AUTHORS or SOURCES.' }) kind!: MergeKind;
  @Field(() => MergeReason, { description: 'Why they may be one.' }) reason!: MergeReason;
  @Field(() => Float, { description: 'How likely that is, 0 to 1.' }) score!: number;
  @Field(() => DateTime, { description: 'When that was noticed.' }) foundAt!: Date;
}

export const MergeCandidateConnection = connectionType(MergeCandidate, 'MergeCandidate');
