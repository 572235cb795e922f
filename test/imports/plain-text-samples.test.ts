import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseBibliography } from '../../src/bibliography/parse-bibliography';
import { readPlainText } from '../../src/imports/read-plain-text';

const SAMPLES = join(__dirname, '../../samples');
const contents = readdirSync(SAMPLES).map((name) => readPlainText(readFileSync(join(SAMPLES, name), 'utf8'), { name }));
const articles = contents.flatMap((content) => content.articles);

describe('the sample publication', () => {
  test('reads without a failed item, each article with a date, a key and a slug of its own', () => {
    expect(contents.flatMap(({ failed }) => failed)).toEqual([]);
    expect(articles.filter(({ publishedAt }) => publishedAt === null)).toEqual([]);
    expect(new Set(articles.map(({ key }) => key)).size).toBe(articles.length);
    expect(new Set(articles.map(({ slug }) => slug)).size).toBe(articles.length);
  });

  test('has at least 12 signed articles with 150 citations that share sources', () => {
    const signed = articles.filter(({ authors, bibliography }) => authors.length > 0 && bibliography.length >= 8);
    const lines = signed.flatMap(({ bibliography }) => bibliography);
    expect(signed.length).toBeGreaterThanOrEqual(12);
    expect(lines.length).toBeGreaterThanOrEqual(150);
    expect(lines.length - new Set(lines).size).toBeGreaterThanOrEqual(40);
    expect(new Set(signed.flatMap(({ authors }) => authors)).size).toBeGreaterThanOrEqual(4);
  });

  test('leaves no bibliography line in a body and none unrecognised', () => {
    const unknown = articles.flatMap(({ bibliography, publishedAt }) => {
      const articleDate = publishedAt?.toISOString().slice(0, 10) ?? null;
      return parseBibliography(bibliography, articleDate === null ? {} : { articleDate }).filter(({ type, title, date }) => type === null || title === null || date === null);
    });
    expect(unknown.map(({ raw }) => raw)).toEqual([]);
    expect(articles.filter(({ bodyText }) => /,” .*\d+\/\d+\/\d\d$/m.test(bodyText)).map(({ title }) => title)).toEqual([]);
  });

  test('has at least 60 events over five days of the year, 19 July among them', () => {
    const listed = articles.flatMap(({ events }) => events).filter(({ reason }) => reason === 'LISTED');
    const days = new Set(listed.map(({ date }) => date.slice(-5)));
    expect(listed.length).toBeGreaterThanOrEqual(60);
    expect(days.size).toBeGreaterThanOrEqual(5);
    expect(days).toContain('07-19');
  });

  test('names reviews it holds and reviews it does not hold', () => {
    const titles = new Set(articles.map(({ title }) => title.toLowerCase()));
    const reviews = articles.flatMap(({ events }) => events).flatMap(({ references }) => references)
      .flatMap((reference) => /\breview (.+)$/.exec(reference)?.[1] ?? []);
    const held = reviews.filter((title) => titles.has(`review ${title.toLowerCase()}`));
    expect(held.length).toBeGreaterThan(0);
    expect(reviews.length).toBeGreaterThan(held.length);
  });

  test('has threads of comments', () => {
    const comments = articles.flatMap((article) => article.comments);
    expect(comments.length).toBeGreaterThanOrEqual(25);
    expect(comments.filter(({ parentKey }) => parentKey !== null).length).toBeGreaterThanOrEqual(8);
    expect(comments.filter(({ createdAt }) => createdAt !== null).length).toBeGreaterThanOrEqual(8);
  });
});
