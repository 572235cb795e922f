import { ApolloGateway, IntrospectAndCompose } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { readFileSync } from 'node:fs';

const typeDefs = parse(readFileSync(new URL('reads.graphql', import.meta.url), 'utf8'));
const resolvers = {
  Query: { mostRead: (_, { first }) => ['who-speaks-for-basra', 'irans-reach-measured'].slice(0, first).map((slug) => ({ slug })) },
  Article: { timesRead: ({ slug }) => slug.length },
};
const reads = await startStandaloneServer(new ApolloServer({ schema: buildSubgraphSchema({ typeDefs, resolvers }) }), { listen: { port: 0 } });

const supergraphSdl = new IntrospectAndCompose({
  subgraphs: [{ name: 'ibid', url: process.env.IBID_URL ?? 'http://127.0.0.1:4000/graphql' }, { name: 'reads', url: reads.url }],
});
const { url } = await startStandaloneServer(new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl }) }), { listen: { port: Number(process.env.PORT ?? 4002) } });
console.log(`gateway ${url}`);
