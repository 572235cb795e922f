import relay from 'relay-runtime';

const url = process.env.IBID_URL ?? 'http://127.0.0.1:4000/graphql';
const network = relay.Network.create(async ({ id, text }, variables) => {
  const response = await fetch(url, {
    method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify(id ? { documentId: id, variables } : { query: text, variables }), // with persistConfig a document has an id and no text
  });
  return response.json();
});
export const environment = new relay.Environment({ network, store: new relay.Store(new relay.RecordSource()) });
