import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { relayStylePagination } from '@apollo/client/utilities';
import { createHash } from 'node:crypto';

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const client = new ApolloClient({
  link: ApolloLink.from([
    new PersistedQueryLink({ sha256, useGETForHashedQueries: true }), // a hash instead of the text, by GET: a CDN can keep the answer
    new HttpLink({ uri: process.env.IBID_URL }),
  ]),
  cache: new InMemoryCache({ typePolicies: { Query: { fields: { articles: relayStylePagination(['filter', 'orderBy']) } } } }),
});
const query = gql`query Titles($after: String) { articles(first: 2, after: $after) { edges { cursor node { id title } } pageInfo { hasNextPage endCursor } } }`;
const first = await client.query({ query });
const second = await client.query({ query, variables: { after: first.data.articles.pageInfo.endCursor } });
console.log(second.data.articles.edges.map(({ node }) => node.title).join('\n'));
