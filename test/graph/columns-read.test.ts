import { fillPublication } from '../support/rows';
import { operation } from '../support/operations';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');
beforeAll(() => fillPublication(graph, { articles: 30, citationsEach: 4 }));

const readingBodies = (statements: string[]): string[] => statements.filter((text) => /body_html|body_text|a\.\*/.test(text));

describe('only what is selected is read', () => {
  test.each(['FeedPage', 'Headlines', 'PublisherPage', 'OnThisDay', 'Backwards', 'ArticlesCiting'])('%s, which does not ask for the body of an article, does not read it', async (name) => {
    const { document, variables } = operation(name);
    const { statements } = await graph.count(document, variables);
    expect(readingBodies(statements)).toEqual([]);
  });

  test('the body is one statement for all articles when it is selected', async () => {
    const { data, statements } = await graph.count<{ articles: { nodes: { bodyText: string }[] } }>('{ articles(first: 30) { nodes { title bodyHtml bodyText } } }');
    for (const { bodyText } of data.articles.nodes) expect(bodyText).toMatch(/^body /);
    expect(readingBodies(statements)).toHaveLength(1);
    expect(statements).toHaveLength(2);
  });

  test('the places of fields in a line are not read unless selected', async () => {
    const { statements } = await graph.count('{ articles(first: 30) { nodes { citations { nodes { rawText confidence } } } } }');
    expect(statements.filter((text) => /c\.fields/.test(text))).toEqual([]);
  });

  test('no statement reads every column of a table or leaves out rows by their number', async () => {
    const { document, variables } = operation('FeedPage');
    const { statements } = await graph.count(document, variables);
    expect(statements.filter((text) => /SELECT (\w+\.)?\*|\bOFFSET\b/i.test(text))).toEqual([]);
  });

  test('a relation that is not selected is not read', async () => {
    const { statements } = await graph.count('{ articles(first: 30) { nodes { title } } }');
    expect(statements).toHaveLength(1);
    expect(statements[0]).not.toMatch(/\bJOIN\b|citations|authors|comments/);
  });
});
