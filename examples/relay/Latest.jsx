import { graphql, useLazyLoadQuery } from 'react-relay';

export function Latest() {
  const { articles } = useLazyLoadQuery(graphql`
    query LatestQuery($first: Int!) { articles(first: $first) { edges { node { id title } } } }
  `, { first: 3 });
  return articles.edges.map(({ node }) => <h2 key={node.id}>{node.title}</h2>);
}
