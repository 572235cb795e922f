// What the component asks, without a page around it.
import relay from 'relay-runtime';
import query from './__generated__/LatestQuery.graphql.js';
import { environment } from './environment.mjs';

const { articles } = await relay.fetchQuery(environment, query, { first: 3 }).toPromise();
console.log(articles.edges.map(({ node }) => node.title).join('\n'));
