import { composeServices } from '@apollo/composition';
import { execute, parse } from 'graphql';
import { Arg, Directive, Field, Float, ID, Int, ObjectType, Query, Resolver, buildSchemaSync } from 'type-graphql';
import { subgraphOf } from '../../src/federation/subgraph';

// A shop in front of two other graphs, with every directive of Federation 2: what type-graphql writes down has to reach the composition.
@ObjectType()
class Variant { @Field(() => ID) id!: string }
@ObjectType() @Directive('@shareable')
class Size {
  @Field(() => Float, { nullable: true }) weight?: number;
  @Directive('@inaccessible') @Field(() => String, { nullable: true }) unit?: string;
}
@ObjectType()
class Survey { @Field(() => ID) number!: string; @Field(() => String, { nullable: true }) text?: string }
@ObjectType() @Directive('@key(fields: "survey { number }")')
class Review { @Field(() => Survey) survey!: Survey; @Field(() => String, { nullable: true }) result?: string }
@ObjectType() @Directive('@extends') @Directive('@key(fields: "email")')
class Maker {
  @Directive('@external') @Field(() => ID) email!: string;
  @Directive('@override(from: "makers")') @Field(() => String, { nullable: true }) name?: string;
  @Directive('@external') @Field(() => Int, { nullable: true }) made?: number;
  @Directive('@external') @Field(() => Int) years!: number;
  @Directive('@requires(fields: "made years")') @Field(() => Int, { nullable: true }) perYear?: number;
}
@ObjectType() @Directive('@mark') @Directive('@key(fields: "id")') @Directive('@key(fields: "sku house")') @Directive('@key(fields: "sku variant { id }")')
class Ware {
  @Field(() => ID) id!: string;
  @Field(() => String, { nullable: true }) sku?: string;
  @Field(() => String, { nullable: true }) house?: string;
  @Field(() => Variant, { nullable: true }) variant?: Variant;
  @Field(() => Size, { nullable: true }) size?: Size;
  @Directive('@provides(fields: "made")') @Field(() => Maker, { nullable: true }) maker?: Maker;
  @Directive('@tag(name: "internal")') @Field(() => String, { nullable: true }) notes?: string;
  @Field(() => [Review]) reviews!: Review[];
}
@ObjectType() @Directive('@interfaceObject') @Directive('@key(fields: "id")')
class Stock { @Field(() => ID) id!: string; @Field(() => [Ware]) wares!: Ware[] }

const oak: Ware = { id: 'oak', sku: 'chair', house: 'north', variant: { id: 'oak' }, maker: { email: 'a@example.org', made: 12, years: 4 }, reviews: [{ survey: { number: '7' }, result: 'sturdy' }] };

@Resolver(() => Ware)
class ShopResolver {
  @Query(() => Ware, { nullable: true }) ware(@Arg('id', () => ID) id: string): Ware | null { return id === oak.id ? oak : null; }
  @Query(() => Stock, { nullable: true, deprecationReason: 'Use ware.' }) stock(): Stock | null { return { id: '1', wares: [oak] }; }
}

const links = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@composeDirective", "@extends", "@external", "@key", "@inaccessible", "@interfaceObject", "@override", "@provides", "@requires", "@shareable", "@tag"])
    @link(url: "https://example.org/mark/v1.0", import: ["@mark"]) @composeDirective(name: "@mark")
  directive @mark on OBJECT`;
const shop = subgraphOf(buildSchemaSync({ resolvers: [ShopResolver], orphanedTypes: [Maker], validate: false, skipCheck: true }), {
  links,
  references: {
    Ware: ({ id, sku, house, variant }) => (id === oak.id || (sku === oak.sku && (house === oak.house || (variant as Variant | undefined)?.id === oak.variant?.id)) ? oak : null),
    Review: ({ survey }) => oak.reviews.find((review) => review.survey.number === (survey as Survey).number) ?? null,
    Maker: ({ email, made, years }) => ({ email, name: 'Ann', perYear: Math.round(Number(made) / Number(years)) }),
    Stock: ({ id }) => ({ id, wares: [oak] }),
  },
});
const ask = async (document: string, representations: object[]) => execute({ schema: shop, document: parse(document), variableValues: { representations }, contextValue: {} });

describe('a schema of type-graphql as a subgraph', () => {
  it('keeps every directive of federation and those of its own', async () => {
    const { data } = await execute({ schema: shop, document: parse('{ _service { sdl } }') });
    const { sdl } = (data as { _service: { sdl: string } })._service;
    for (const directive of ['@key(fields: "sku variant { id }")', '@external', '@requires(fields: "made years")', '@provides(fields: "made")', '@shareable', '@tag(name: "internal")', '@inaccessible', '@override(from: "makers")', '@interfaceObject', '@composeDirective(name: "@mark")', 'type Ware @mark', '@deprecated(reason: "Use ware.")']) {
      expect(sdl.replace(/\s+/g, ' ')).toContain(directive);
    }
    expect(sdl).toMatch(/extend type Maker|type Maker[^{]*@extends/);
  });

  it('composes with the graphs it extends, without an error or a warning', async () => {
    const { data } = await execute({ schema: shop, document: parse('{ _service { sdl } }') });
    const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@shareable"])';
    const { errors, hints, supergraphSdl } = composeServices([
      { name: 'shop', url: 'http://shop', typeDefs: parse((data as { _service: { sdl: string } })._service.sdl) },
      { name: 'makers', url: 'http://makers', typeDefs: parse(`${link} type Query { maker: Maker } type Maker @key(fields: "email") { email: ID! name: String made: Int @shareable years: Int! }`) },
      { name: 'stock', url: 'http://stock', typeDefs: parse(`${link} type Query { stores: [Stock!]! } interface Stock @key(fields: "id") { id: ID! } type Store implements Stock @key(fields: "id") { id: ID! city: String }`) },
    ]);
    expect(errors).toBeUndefined();
    expect(hints?.filter(({ definition }) => definition.level.name === 'WARN').map(({ message }) => message)).toEqual([]);
    expect(supergraphSdl).toContain('@mark');
  });

  it('finds entities by each of their keys', async () => {
    const { data, errors } = await ask('query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Ware { id } ... on Review { result } ... on Maker { name perYear } ... on Stock { wares { sku } } } }', [
      { __typename: 'Ware', id: 'oak' }, { __typename: 'Ware', sku: 'chair', house: 'north' }, { __typename: 'Ware', sku: 'chair', variant: { id: 'oak' } }, { __typename: 'Ware', id: 'elm' },
      { __typename: 'Review', survey: { number: '7' } }, { __typename: 'Maker', email: 'a@example.org', made: 12, years: 4 }, { __typename: 'Stock', id: '1' },
    ]);
    expect(errors).toBeUndefined();
    expect(JSON.parse(JSON.stringify(data))).toEqual({ _entities: [{ id: 'oak' }, { id: 'oak' }, { id: 'oak' }, null, { result: 'sturdy' }, { name: 'Ann', perYear: 3 }, { wares: [{ sku: 'chair' }] }] });
  });
});
