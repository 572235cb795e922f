import { renderToPipeableStream } from 'react-dom/server';
import { Suspense } from 'react';
import { Client, Provider, fetchExchange, useQuery } from 'urql';
import { FrontPageDocument } from './src/graphql/graphql';

const client = new Client({
  url: process.env.IBID_URL ?? 'http://127.0.0.1:4000/graphql', exchanges: [fetchExchange],
  preferGetMethod: true, suspense: true,
  fetchOptions: { headers: { 'apollo-require-preflight': '1' } }, // a GET has to show that no plain form sent it
});

function FrontPage() {
  const [{ data, error }] = useQuery({ query: FrontPageDocument, variables: { first: 3 } });
  if (error) return <p>{error.message}</p>;
  return <ul>{data?.articles.nodes.map(({ id, title, citations }) => (
    <li key={id}>{title}: {citations.nodes.map(({ rawText, source }) => source?.publisher?.name ?? rawText).join(', ')}</li>
  ))}</ul>;
}

const { pipe } = renderToPipeableStream(<Provider value={client}><Suspense><FrontPage /></Suspense></Provider>, { onAllReady() { pipe(process.stdout); } });
