import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { absoluteLinks } from '../../src/html/absolute-links';
import { sanitise } from '../../src/html/sanitise';
import { wordPressHtml } from '../../src/html/wordpress-body';
import { dangersInBrowser } from './dangers';
import { families } from './vector-families';
import { forms } from './vector-forms';

const all = Object.values(families).flat();
const waysIn: readonly [string, (html: string) => string][] = [
  ['as it is', sanitise],
  ['with links made absolute', (html) => sanitise(absoluteLinks(html, 'https://harbour.example/2009/post.html'))],
  ['as a WordPress body', (html) => sanitise(absoluteLinks(wordPressHtml(html).html, 'https://harbour.example/'))],
  ['inside a list inside a table', (html) => sanitise(`<table><tr><td><ul><li>${html}`)],
];

/** What of the attacks is alive after it came in, or is read in another way when it comes in again. */
function left(vectors: readonly string[], [way, clean]: typeof waysIn[number]): object[] {
  return vectors.flatMap((vector) => {
    const html = clean(vector);
    const dangers = [...dangersInBrowser(html), ...dangersInBrowser(html, false)];
    const twice = sanitise(html);
    return dangers.length > 0 || twice !== html ? [{ way, vector, html, dangers, twice }] : [];
  });
}

test('of distinct attacks there are 6,000: 5,500 made from parts in six families, and the list', () => {
  const list = readFileSync(join(__dirname, '../fixtures/html/script-vectors.txt'), 'utf8').trimEnd().split('\n');
  expect(Object.keys(families)).toHaveLength(6);
  for (const family of Object.values(families)) expect(family.length).toBeGreaterThanOrEqual(200);
  expect(new Set(all).size).toBeGreaterThanOrEqual(5500);
  expect(new Set([...all, ...list]).size).toBeGreaterThanOrEqual(6000);
});

test.each(Object.entries(families))('%s: a browser would see most of them alive', (_, vectors) => {
  expect(vectors.filter((vector) => dangersInBrowser(vector).length > 0).length / vectors.length).toBeGreaterThan(0.4);
});

describe.each(waysIn)('%s', (...way) => {
  test.each(Object.entries(families))('%s: none is alive for a browser, and done again it stays the same', (_, vectors) => {
    expect(left(vectors, way)).toEqual([]);
  });
});

// Every twenty-fifth of each family, beginning at another one in each form: all twelve forms are tried on each part, not on each attack.
test.each(Object.entries(forms).map(([form, write], start) => [form, write, start] as const))('%s: none of a spread of all families is alive', (_, write, start) => {
  const spread = Object.values(families).flatMap((vectors) => vectors.filter((_vector, i) => i % 25 === start)).map(write);
  expect(spread.length).toBeGreaterThan(200);
  expect(waysIn.flatMap((way) => left(spread, way))).toEqual([]);
});

test('a word that only begins like the name of a note names nothing, and notes keep their places', () => {
  expect(sanitise('<a id="endpoint" name="refreshToken" href="https://x.example">x</a>')).toBe('<a href="https://x.example">x</a>');
  const notes = ['fn1', 'fnref:a', '_ftn2', '_ftnref2', '_edn3', 'footnote-4', 'sdfootnote5anc', 'cite_note-6', 'note_7', 'ref8'];
  for (const id of notes) expect(sanitise(`<p id="${id}">x</p>`)).toBe(`<p id="${id}">x</p>`);
});
