import { nodeId } from '../../src/graph/node-id';
import { importPost } from '../support/import-post';
import { askWith, keyWith } from '../support/keys';
import { everything, wrongCounts } from '../support/everything';
import { useDatabase } from '../support/use-database';

const graph = useDatabase('empty');
let key = '';
beforeAll(async () => { key = await keyWith(graph, 'ed', 'write'); });

interface Shown {
  id: string; slug: string; title: string; summary: string | null; status: string; bodyHtml: string; bodyText: string; updatedAt: string; publishedAt: string | null; url: string | null; language: string | null; tags: string[];
  authors: { name: string }[]; citations: { nodes: { rawText: string; source: { title: string } | null }[] };
  corrections: { totalCount: number; nodes: { note: string | null; correctedBy: string; changes: { field: string; before: string | null; after: string | null }[] }[] };
  edit: { editedBy: string | null; originChangedAt: string | null };
}
interface Payload { article: Shown | null; userErrors: { field: string; message: string; code: string }[] }
const shown = `id slug title summary status bodyHtml bodyText updatedAt publishedAt url language tags authors { name } citations { nodes { rawText source { title } } }
  corrections { totalCount nodes { note correctedBy changes { field before after } } } edit { editedBy originChangedAt }`;

async function run(name: string, input: object, as = key): Promise<Payload> {
  const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input`;
  const { data, errors } = await askWith<Record<string, Payload>>(graph, as, `mutation ($input: ${type}!) { ${name}(input: $input) { article { ${shown} } userErrors { field message code } } }`, { input });
  const payload = data?.[name];
  if (!payload) throw new Error(JSON.stringify(errors));
  return payload;
}
async function done(name: string, input: object): Promise<Shown> {
  const { article, userErrors } = await run(name, input);
  if (!article) throw new Error(JSON.stringify(userErrors));
  return article;
}
const publicly = async (id: string): Promise<unknown> => Object.values(await graph.query<object>('query ($id: ID!) { article(by: { id: $id }) { title } }', { id }))[0];
const body = { bodyText: 'The council met.\n\nIt did not vote.' };

describe('an article that an editor writes', () => {
  test('is a draft until it is published, seen by editors alone, and by everyone from then on', async () => {
    const draft = await done('upsertArticle', {
      title: 'Council <meets> & parts', ...body, authors: ['Example, Ada', 'Ben Example'], tags: ['R&D', 'harbour'], language: 'en-GB', url: 'https://notes.example/council',
      bibliography: ['Example, Ada, “Harbour vote delayed,” Harbour Times, 7/19/08'],
    });
    expect(draft).toMatchObject({
      slug: 'council-meets-parts', title: 'Council <meets> & parts', status: 'DRAFT', bodyText: body.bodyText, bodyHtml: '<p>The council met.</p>\n<p>It did not vote.</p>', summary: 'The council met. It did not vote.',
      authors: [{ name: 'Ada Example' }, { name: 'Ben Example' }], tags: ['R&D', 'harbour'], citations: { nodes: [{ source: { title: 'Harbour vote delayed' } }] }, edit: { editedBy: 'ed' }, corrections: { totalCount: 0 },
    });
    expect(await publicly(draft.id)).toBeNull();
    expect(await graph.query('{ articles { totalCount } citationsToReview { totalCount } }')).toMatchObject({ articles: { totalCount: 0 } });
    const published = await done('publishArticle', { id: draft.id });
    expect(published).toMatchObject({ id: draft.id, status: 'PUBLISHED', publishedAt: expect.stringMatching(/^20/) as string, corrections: { totalCount: 0 } });
    expect(await publicly(draft.id)).toEqual({ title: 'Council <meets> & parts' });
    expect(await graph.query('{ articles { nodes { citations { nodes { source { citedBy { totalCount } } } } } } }')).toEqual({ articles: { nodes: [{ citations: { nodes: [{ source: { citedBy: { totalCount: 1 } } }] } }] } });
    expect(await wrongCounts(graph)).toEqual([]);
  });

  test('may be given as HTML or Markdown, and nothing of it runs', async () => {
    const html = await done('upsertArticle', { title: 'As HTML', bodyHtml: '<p onclick="x()">One <script>alert(1)</script><a href="javascript:x()">two</a></p>' });
    expect(html.bodyHtml).toBe('<p>One <a>two</a></p>');
    const markdown = await done('upsertArticle', { title: 'As Markdown', bodyMarkdown: 'A *word* and <img src=x onerror=alert(1)>\n\n- one\n- two' });
    expect(markdown.bodyHtml).toContain('<em>word</em>');
    expect(markdown.bodyHtml).not.toContain('onerror');
  });

  test('cites what stands at the end of its text', async () => {
    const { citations } = await done('upsertArticle', { title: 'With sources', bodyText: 'Said so.\n\nSOURCES\n\nExample, Ada, “Ferries at night,” Harbour Times, 2/1/09\n\nStone, Eve, “The second pier,” Harbour Times, 3/1/09' });
    expect(citations.nodes.map(({ source }) => source?.title)).toEqual(['Ferries at night', 'The second pier']);
  });

  test('is one article under one key, and its slug stays', async () => {
    const first = await done('upsertArticle', { key: 'cms 17', title: 'First title', ...body });
    const second = await done('upsertArticle', { key: 'cms 17', title: 'Second title' });
    expect(second).toMatchObject({ id: first.id, slug: 'first-title', title: 'Second title', bodyText: body.bodyText });
    expect((await done('upsertArticle', { slug: 'first-title', summary: 'By its slug.' })).id).toBe(first.id);
    expect((await done('upsertArticle', { slug: 'chosen', title: 'Another', ...body })).slug).toBe('chosen');
  });

  test.each<[string, object, object]>([
    ['no title', { ...body }, { field: 'input.title', code: 'INVALID' }],
    ['no body', { title: 'x' }, { field: 'input', code: 'INVALID' }],
    ['two bodies', { title: 'x', bodyText: 'a', bodyHtml: 'b' }, { field: 'input', code: 'INVALID' }],
    ['a title with a control character', { title: 'x\u0001', ...body }, { field: 'input.title', code: 'INVALID' }],
    ['an id of nothing', { id: nodeId('Article', 9_999), title: 'x' }, { field: 'input.id', code: 'NOT_FOUND' }],
    ['the id of a comment', { id: nodeId('Comment', 1), title: 'x' }, { field: 'input.id', code: 'INVALID' }],
    ['a slug with capitals', { slug: 'Big News', title: 'x', ...body }, { field: 'input.slug', message: expect.stringContaining('"big-news"') }],
    ['a language that is none', { title: 'x', ...body, language: 'plain English' }, { field: 'input.language' }],
    ['an address that is no web page', { title: 'x', ...body, url: 'javascript:alert(1)' }, { field: 'input.url' }],
    ['51 authors', { title: 'x', ...body, authors: Array(51).fill('A') }, { field: 'input.authors' }],
    ['a blank tag', { title: 'x', ...body, tags: ['a', ' '] }, { field: 'input.tags[1]' }],
    ['an origin without a key', { origin: 'Posts', title: 'x' }, { field: 'input.origin' }],
    ['a key that its origin does not have', { origin: 'Posts', key: 'none', title: 'x' }, { field: 'input.key', code: 'NOT_FOUND' }],
  ])('is refused with %s, and nothing is written', async (_case, input, expected) => {
    const before = await everything(graph);
    expect(await run('upsertArticle', input)).toMatchObject({ article: null, userErrors: [expected] });
    expect(await everything(graph)).toEqual(before);
  });
});

describe('a change after publication', () => {
  test('stands in the corrections, for readers, with what it was; what is the same is no change', async () => {
    const { id } = await done('upsertArticle', { title: 'The vote was held', ...body, authors: ['Ada Example'] });
    await done('publishArticle', { id, publishedAt: '2009-03-01T00:00:00Z' });
    const changed = await done('upsertArticle', { id, title: 'The vote was delayed', bodyText: 'The council met.\n\nThe vote was delayed.', authors: ['Ada Example', 'Eve Stone'], correctionNote: 'An earlier version said that there was a vote.' });
    const same = await done('upsertArticle', { id, title: 'The vote was delayed', authors: ['Ada Example', 'Eve Stone'], correctionNote: 'Again.' });
    expect(same.updatedAt).toBe(changed.updatedAt);
    const { article } = await graph.query<{ article: { corrections: object } }>('query ($id: ID!) { article(by: { id: $id }) { corrections { totalCount nodes { note correctedBy changes { field before after } } } } }', { id });
    expect(article.corrections).toEqual({ totalCount: 1, nodes: [{ note: 'An earlier version said that there was a vote.', correctedBy: 'ed', changes: [
      { field: 'TITLE', before: 'The vote was held', after: 'The vote was delayed' }, { field: 'BODY', before: null, after: null }, { field: 'AUTHORS', before: 'Ada Example', after: 'Ada Example; Eve Stone' },
    ] }] });
  });

  test('keeps citations that stay, with their ids and what a person said of them', async () => {
    const lines = ['Example, Ada, “The tide,” Harbour Times, 2/1/09', 'Stone, Eve, “The quay,” Harbour Times, 3/1/09'];
    const { id } = await done('upsertArticle', { title: 'Tides', ...body, bibliography: lines });
    await done('publishArticle', { id });
    const ids = (): Promise<object[]> => graph.sql(`SELECT c.id, c.raw_text FROM citations c JOIN articles a ON a.id = c.article_id WHERE a.title = 'Tides' ORDER BY position`);
    const before = await ids();
    await done('upsertArticle', { id, bibliography: [...lines, 'Example, Ben, “The pier,” Harbour Times, 4/1/09'] });
    expect((await ids()).slice(0, 2)).toEqual(before);
    await done('upsertArticle', { id, bibliography: [] });
    expect(await ids()).toEqual([]);
    expect(await wrongCounts(graph)).toEqual([]);
  });

  test('of null takes away what may be missing', async () => {
    const { id } = await done('upsertArticle', { title: 'Has all', ...body, url: 'https://notes.example/all', language: 'en', summary: 'A summary.' });
    expect(await done('upsertArticle', { id, url: null, language: null, summary: null })).toMatchObject({ url: null, language: null, summary: null });
  });
});

describe('two editors at once', () => {
  test('one of them hears of the other, with both times', async () => {
    const { id, updatedAt } = await done('upsertArticle', { title: 'Contested', ...body });
    const both = await Promise.all([run('upsertArticle', { id, expectedUpdatedAt: updatedAt, title: 'Mine' }), run('upsertArticle', { id, expectedUpdatedAt: updatedAt, title: 'Yours' })]);
    expect(both.filter(({ article }) => article !== null)).toHaveLength(1);
    const refused = both.find(({ article }) => article === null);
    const winner = both.find(({ article }) => article !== null)?.article;
    expect(refused?.userErrors).toMatchObject([{ field: 'input.expectedUpdatedAt', code: 'CONFLICT' }]);
    expect(refused?.userErrors[0]?.message).toContain(updatedAt);
    expect(refused?.userErrors[0]?.message).toContain(winner?.updatedAt);
    for (const name of ['publishArticle', 'withdrawArticle']) expect((await run(name, { id, expectedUpdatedAt: updatedAt })).userErrors).toMatchObject([{ code: 'CONFLICT' }]);
  });
});

describe('publishing and withdrawing', () => {
  test('can be done twice, and undone', async () => {
    const { id } = await done('upsertArticle', { title: 'Comes and goes', ...body });
    expect((await run('withdrawArticle', { id })).userErrors).toMatchObject([{ field: 'input.id', code: 'CONFLICT' }]);
    const published = await done('publishArticle', { id, publishedAt: '2009-04-01T00:00:00Z' });
    expect((await done('publishArticle', { id })).updatedAt).toBe(published.updatedAt);
    expect(await done('withdrawArticle', { id, note: 'Not ours to print.' })).toMatchObject({ status: 'WITHDRAWN', corrections: { nodes: [{ note: 'Not ours to print.', changes: [{ field: 'STATUS', before: 'PUBLISHED', after: 'WITHDRAWN' }] }] } });
    expect(await publicly(id)).toBeNull();
    expect(await done('publishArticle', { id })).toMatchObject({ status: 'PUBLISHED', publishedAt: '2009-04-01T00:00:00.000Z', corrections: { totalCount: 2 } });
    expect(await publicly(id)).not.toBeNull();
  });

  test('is not done ahead of time', async () => {
    const { id } = await done('upsertArticle', { title: 'Tomorrow', ...body });
    expect((await run('publishArticle', { id, publishedAt: '2999-01-01T00:00:00Z' })).userErrors).toMatchObject([{ field: 'input.publishedAt', code: 'INVALID' }]);
  });

  test('drafts are listed for editors, and for nobody else', async () => {
    const list = '{ articlesToEdit(first: 100) { totalCount nodes { title status bodyText } } articleToEdit(by: { slug: "tomorrow" }) { title bodyText } }';
    const { data } = await askWith<{ articlesToEdit: { totalCount: number; nodes: { title: string; status: string }[] } }>(graph, key, list);
    expect(data).toMatchObject({ articleToEdit: { title: 'Tomorrow', bodyText: body.bodyText } });
    expect(data?.articlesToEdit.nodes).toHaveLength(data?.articlesToEdit.totalCount ?? NaN);
    expect(new Set(data?.articlesToEdit.nodes.map(({ status }) => status))).toEqual(new Set(['DRAFT']));
    expect((await graph.ask(list)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await askWith(graph, await keyWith(graph, 'mod', 'moderate', 'read', 'comment'), list)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('an article that was imported', () => {
  const line = (n: number): string => `Example, Ada, “Ferries ${n},” Harbour Times, 2/${n}/09`;
  const first = async (): Promise<string> => {
    await importPost(graph, 'Ferries At Night', line(1));
    return (await graph.query<{ article: { id: string } }>('{ article(by: { slug: "ferries-at-night" }) { id } }')).article.id;
  };

  test('is left as its editor has it by later imports, which say so, until it is given back', async () => {
    const id = await first();
    await done('upsertArticle', { id, title: 'Ferries by night', correctionNote: 'A better title.' });
    await importPost(graph, 'Ferries At Night', line(1), line(2));
    const held = await done('upsertArticle', { id });
    expect(held).toMatchObject({ title: 'Ferries by night', citations: { nodes: [{ rawText: line(1) }] }, edit: { editedBy: 'ed', originChangedAt: expect.any(String) as string } });
    await importPost(graph, 'Ferries At Night', line(1), line(2)); // unchanged now
    expect(await done('releaseArticle', { id })).toMatchObject({ edit: { editedBy: null, originChangedAt: null }, title: 'Ferries by night' });
    await importPost(graph, 'Ferries At Night', line(1), line(2));
    expect(await graph.query('query ($id: ID!) { article(by: { id: $id }) { title slug citations { totalCount } } }', { id })).toEqual({ article: { title: 'Ferries At Night', slug: 'ferries-at-night', citations: { totalCount: 2 } } });
  });

  test('is found by the key of its origin', async () => {
    const [row] = await graph.sql<{ key: string }>(`SELECT origin_key AS key FROM articles WHERE slug = 'ferries-at-night'`);
    expect((await done('upsertArticle', { origin: 'Posts', key: row?.key, tags: ['boats'] })).tags).toEqual(['boats']);
  });

  test('that is withdrawn stays withdrawn', async () => {
    await importPost(graph, 'A Slip Of The Pen', line(3));
    const { article: { id } } = await graph.query<{ article: { id: string } }>('{ article(by: { slug: "a-slip-of-the-pen" }) { id } }');
    await done('withdrawArticle', { id });
    await importPost(graph, 'A Slip Of The Pen', line(4));
    expect(await publicly(id)).toBeNull();
  });

  test('that was written here cannot be given back', async () => {
    const { id } = await done('upsertArticle', { title: 'Ours', ...body });
    expect((await run('releaseArticle', { id })).userErrors).toMatchObject([{ code: 'CONFLICT' }]);
  });
});
