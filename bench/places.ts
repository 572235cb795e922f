import { Client } from 'pg';
import type { Places } from './operations';

interface Page { data: { articles: { edges: { cursor: string; node: { slug: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } }

const walk = 'query Walk($after: String) { articles(first: 100, after: $after) { edges { cursor node { slug } } pageInfo { hasNextPage endCursor } } }';

/** Walks the whole list of articles through the front door, as a client would that wants every cursor. */
export async function findPlaces(url: string, databaseUrl: string): Promise<Places> {
  const cursors: string[] = [], slugs: string[] = [];
  for (let after: string | null = null, more = true; more;) {
    const answer: Response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: walk, variables: { after } }) });
    const { data: { articles: { edges, pageInfo } } } = await answer.json() as Page;
    for (const { cursor, node } of edges) {
      cursors.push(cursor);
      slugs.push(node.slug);
    }
    ({ hasNextPage: more, endCursor: after } = pageInfo);
  }
  return { cursors, slugs, publishers: await largePublishers(databaseUrl) };
}

async function largePublishers(databaseUrl: string): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ slug: string }>('SELECT p.slug FROM publishers p JOIN sources s ON s.publisher_id = p.id GROUP BY p.id HAVING count(*) >= 50 ORDER BY p.id');
    return rows.map(({ slug }) => slug);
  } finally {
    await client.end();
  }
}
