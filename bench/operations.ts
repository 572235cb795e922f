/** The operations that are measured, and the variables that each is asked with. */

/** A request as a client would send it; `variables` differ from request to request. */
export interface Operation { name: string; text: string; variables: Record<string, unknown>[] }

const article = (citations: number, comments: number): string => `
      id slug title summary publishedAt url
      authors { name }
      tags
      citations(first: ${citations}) {
        nodes {
          position rawText
          source { title type issued url publisher { name slug } authors { name familyName givenName } }
        }
      }
      comments(first: ${comments}) { nodes { authorName body createdAt } }`;

const feedPage = (name: string): string => `query ${name}($first: Int = 20, $after: String) {
  articles(first: $first, after: $after, orderBy: NEWEST) {
    nodes {${article(30, 10)}
    }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

const texts = {
  F1: feedPage('FeedPage'),
  F2: `query ArticlePage($slug: String!) {
  article(by: { slug: $slug }) { ${article(100, 20)}
      bodyHtml
  }
}`,
  F3: `query Headlines($first: Int = 100, $after: String) {
  articles(first: $first, after: $after) { nodes { id title summary } }
}`,
  F4: `query PublisherPage($slug: String!) {
  publisher(by: { slug: $slug }) {
    id name kind homepage
    sources(first: 50, orderBy: MOST_CITED) {
      nodes { title issued citedBy(first: 10) { nodes { position article { slug title publishedAt } } } }
    }
  }
}`,
  Deep: feedPage('DeepPage'),
  Count: 'query TotalCount { articles(first: 1) { totalCount nodes { id } } }',
};
export type OperationName = keyof typeof texts;
export const operationNames = Object.keys(texts) as OperationName[];

/** What variables are made of: every cursor of the list of articles in its order, slugs of articles, and of publishers with 50 sources or more. */
export interface Places { cursors: string[]; slugs: string[]; publishers: string[] }

/** `count` values evenly over a list, in an order that is always the same and never walks along the list. */
export function spread<T>(values: readonly T[], count: number): T[] {
  const size = Math.min(count, values.length);
  const even = Array.from({ length: size }, (_, i) => values[Math.floor((i * values.length) / size)] as T); // the index is below the length
  const step = [7919, 7907, 7901].find((prime) => size % prime !== 0) ?? 1;
  return even.map((_, i) => even[(i * step) % size] as T);
}

/** So many pages and articles that a server meets each again only after hundreds of others; at ten times the data they are no more, only farther apart. */
export function createOperations({ cursors, slugs, publishers }: Places): Operation[] {
  const pages = (from: number, to: number, count: number) => spread(cursors.slice(Math.floor(cursors.length * from), Math.floor(cursors.length * to)), count).map((after) => ({ after }));
  const variables: Record<OperationName, Record<string, unknown>[]> = {
    F1: pages(0, 1, 200), F2: spread(slugs, 2000).map((slug) => ({ slug })), F3: pages(0, 1, 1000), F4: spread(publishers, 400).map((slug) => ({ slug })),
    Deep: pages(0.9, 0.99, 200), Count: [{}],
  };
  return operationNames.map((name) => ({ name, text: texts[name], variables: variables[name] }));
}

/** The operation of the event-loop test: the largest page under the largest page. */
export const largestUnderLargest = `query LargestUnderLargest($after: String) {
  publishers(first: 100, after: $after, orderBy: MOST_CITED) { nodes { name sources(first: 100) { nodes { title type issued url authors { name } } } } }
}`;

/** The body of the HTTP request. */
export function bodyOf(text: string, variables: Record<string, unknown>): string {
  return JSON.stringify({ operationName: /query (\w+)/.exec(text)?.[1], query: text, variables });
}
