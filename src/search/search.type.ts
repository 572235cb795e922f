import { Field, Float, Int, ObjectType } from 'type-graphql';
import { PageInfo } from '../graph/connection';
import { Node } from '../graph/node';
import { HTML } from '../graph/scalars';

@ObjectType({ simpleResolvers: true, description: 'How many results share a value.' })
export class FacetValue {
  @Field(() => String, { description: 'The value as a filter takes it: the name of a type, a year, a tag, the slug of a publisher or an author.' }) value!: string;
  @Field(() => String, { description: 'The value for people: the name of a publisher or an author, else the value.' }) label!: string;
  @Field(() => Int, { description: 'Results with it.' }) count!: number;
}

@ObjectType({ simpleResolvers: true, description: 'What the results have in common: of each kind the twenty most frequent values.' })
export class SearchFacets {
  @Field(() => [FacetValue], { simple: false, description: 'By what they are, as in `SearchType`.' }) types!: FacetValue[];
  @Field(() => [FacetValue], { simple: false, description: 'By year: published, issued, written or happened.' }) years!: FacetValue[];
  @Field(() => [FacetValue], { simple: false, description: 'Sources by their publisher.' }) publishers!: FacetValue[];
  @Field(() => [FacetValue], { simple: false, description: 'Articles and sources by who wrote them.' }) authors!: FacetValue[];
  @Field(() => [FacetValue], { simple: false, description: 'Articles by their tags.' }) tags!: FacetValue[];
}

@ObjectType({ simpleResolvers: true, description: 'One result of a search.' })
export class SearchEdge {
  @Field(() => String, { description: 'Its place among the results of this query, for `after` and `before`.' }) cursor!: string;
  @Field(() => Float, { description: 'How well it fits; to be compared within one query only.' }) score!: number;
  @Field(() => HTML, { nullable: true, simple: false, description: 'Where the words stand in its text: escaped, with each found word in `<mark>`, and safe to put into a page. Null when it has no text or is gone.' }) snippet!: string | null;
  @Field(() => Node, { nullable: true, simple: false, description: 'What was found; null when it went away meanwhile.' }) node!: Node | null;
}

@ObjectType({ simpleResolvers: true, description: 'A page of the results of a search, best first, then the newest.' })
export class SearchConnection {
  @Field(() => [SearchEdge], { simple: false, description: 'The results of the page, each with its cursor.' }) edges!: SearchEdge[];
  @Field(() => [Node], { nullable: 'items', simple: false, description: 'The results of the page; null for one that went away meanwhile.' }) nodes!: (Node | null)[];
  @Field(() => PageInfo, { simple: false, description: 'Where the page stands among the results.' }) pageInfo!: PageInfo;
  @Field(() => Int, { simple: false, description: 'How many results there are; when `complete` is false there are more.' }) totalCount!: number;
  @Field(() => Boolean, { simple: false, description: 'Whether all that fits was looked at. Of words that stand nearly everywhere, only the newest few hundred of each type are.' }) complete!: boolean;
  @Field(() => SearchFacets, { simple: false, description: 'What the results have in common, of all pages; worked out only when asked for.' }) facets!: SearchFacets;
  @Field(() => String, { nullable: true, simple: false, description: 'The query with its spelling mended, when few results had led to searching for that as well; else null.' }) correctedQuery!: string | null;
}
