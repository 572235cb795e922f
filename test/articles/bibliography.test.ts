import type { CslItem } from '../../src/exports/csl-item';
import { fillPublication, insertArticle } from '../support/rows';
import { useDatabase } from '../support/use-database';

const sample = useDatabase();

describe('Article.bibliography', () => {
  const slug = 'who-speaks-for-basra';

  test('gives the works of the article in the order of its lines, in each format', async () => {
    const { article } = await sample.query<{ article: Record<'csl' | 'bibtex' | 'ris' | 'jsonLd' | 'text' | 'html', string> & { citations: { nodes: { rawText: string; source: { title: string; formatted: string } | null }[] } } }>(`query ($slug: String!) {
      article(by: { slug: $slug }) {
        csl: bibliography(format: CSL_JSON) bibtex: bibliography(format: BIBTEX) ris: bibliography(format: RIS) jsonLd: bibliography(format: JSON_LD)
        text: bibliography(format: TEXT, style: "chicago-author-date") html: bibliography(format: HTML, style: "apa")
        citations(first: 100) { nodes { rawText source { title formatted(style: "chicago-author-date") } } }
      }
    }`, { slug });
    const lines = article.citations.nodes;
    const titles = lines.flatMap(({ source }) => (source ? [source.title] : []));
    expect(titles.length).toBeGreaterThan(5);
    expect((JSON.parse(article.csl) as CslItem[]).map(({ title }) => title)).toEqual(titles);
    expect((JSON.parse(article.jsonLd) as { '@graph': { name: string }[] })['@graph'].map(({ name }) => name)).toEqual(titles);
    expect(article.bibtex.match(/^@\w+\{/gm)).toHaveLength(titles.length);
    expect(article.ris.match(/^TY {2}- /gm)).toHaveLength(titles.length);
    expect(article.text.split('\n')).toEqual(lines.map(({ rawText, source }) => source?.formatted ?? rawText));
    expect(article.html.match(/class="csl-entry"/g)).toHaveLength(lines.length);
  });

  test('of an article without a bibliography is an empty one, and of a withdrawn article nothing', async () => {
    await insertArticle(sample, { slug: 'bare' });
    const { article } = await sample.query<{ article: object }>('{ article(by: { slug: "bare" }) { csl: bibliography(format: CSL_JSON) bibtex: bibliography(format: BIBTEX) html: bibliography(format: HTML) } }');
    expect(article).toEqual({ csl: '[]', bibtex: '', html: '<div class="csl-bib-body">\n</div>' });
  });

  test.each([
    ['{ article(by: { slug: "who-speaks-for-basra" }) { bibliography(format: HTML, style: "bluebook") } }'],
    ['{ sources(first: 1) { nodes { formatted(style: "bluebook") } } }'],
  ])('an unknown style is told with the list of styles: %s', async (document) => {
    const { errors } = await sample.ask(document);
    expect(errors).toMatchObject([{ message: expect.stringMatching(/^style: expected one of apa, .*vancouver, got "bluebook"\.$/) as string, extensions: { code: 'BAD_USER_INPUT', argument: 'style' } }]);
  });
});

describe('statements', () => {
  const made = useDatabase('empty');
  beforeAll(() => fillPublication(made, { articles: 30, citationsEach: 12 }));

  test('bibliographies are four statements, for 1 article as for 20, in however many formats', async () => {
    const document = `query ($first: Int!) { articles(first: $first) { nodes { a: bibliography(format: BIBTEX) b: bibliography(format: RIS) c: bibliography(format: TEXT, style: "ieee") } } }`;
    const one = await made.count(document, { first: 1 });
    const many = await made.count<{ articles: { nodes: { c: string }[] } }>(document, { first: 20 });
    expect([one.statements.length, many.statements.length]).toEqual([5, 5]); // articles; lines, sources, publishers, source authors
    for (const { c } of many.data.articles.nodes) expect(c.split('\n')).toHaveLength(12);
  });

  test('formatted is two statements, for 1 source as for 20', async () => {
    const document = 'query ($first: Int!) { sources(first: $first) { nodes { formatted(style: "ieee") } } }';
    const one = await made.count(document, { first: 1 });
    const many = await made.count(document, { first: 20 });
    expect([one.statements.length, many.statements.length]).toEqual([3, 3]);
  });
});
