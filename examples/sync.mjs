import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const url = process.env.IBID_URL ?? 'http://127.0.0.1:4000/graphql';
const query = `query Changes($since: DateTime!, $after: String) {
  articles(filter: { updatedSince: $since }, orderBy: UPDATED, first: 100, after: $after) { nodes { id status title updatedAt } pageInfo { hasNextPage endCursor } }
}`;
const kept = existsSync('articles.json') ? JSON.parse(readFileSync('articles.json', 'utf8')) : { since: '0001-01-01T00:00:00Z', articles: {}, etag: null };

for (let after = null, more = true; more;) {
  const search = new URLSearchParams({ query, variables: JSON.stringify({ since: kept.since, after }) });
  const response = await fetch(`${url}?${search}`, { headers: { 'apollo-require-preflight': '1', ...(kept.etag && !after && { 'if-none-match': kept.etag }) } });
  if (response.status === 304) break; // nothing changed since this very question was asked
  const { data: { articles: { nodes, pageInfo } } } = await response.json();
  if (!after) kept.etag = response.headers.get('etag');
  for (const { id, status, ...article } of nodes) {
    if (status === 'WITHDRAWN') delete kept.articles[id];
    else kept.articles[id] = article;
    if (article.updatedAt !== kept.since) Object.assign(kept, { since: article.updatedAt, etag: null });
  }
  ({ hasNextPage: more, endCursor: after } = pageInfo);
}
writeFileSync('articles.json', JSON.stringify(kept));
console.log(`${Object.keys(kept.articles).length} articles, up to ${kept.since}`);
