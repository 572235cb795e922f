import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Posts in plain text with a bibliography each, made from numbers: the same numbers give the same posts. */

const nouns = ['Army', 'Border', 'Budget', 'Census', 'City', 'Contract', 'Council', 'Court', 'Debt', 'Desert', 'Election', 'Embassy', 'Exile', 'Governor', 'Harbor', 'Inquiry',
  'Journal', 'Ledger', 'Market', 'Militia', 'Minister', 'Mosque', 'Oil', 'Parliament', 'Patrol', 'Police', 'Prison', 'Province', 'Refugee', 'River', 'School', 'Water'];
const families = ['Abbas', 'Adler', 'Barzani', 'Berg', 'Carver', 'Cole', 'Dawood', 'Ellis', 'Farhan', 'Galt', 'Haddad', 'Hale', 'Ivers', 'Jabr', 'Karim', 'Keller', 'Lind', 'Marsh',
  'Mercer', 'Noor', 'Okafor', 'Osman', 'Pereira', 'Quinn', 'Rahim', 'Salih', 'Shaw', 'Talbot', 'Ulrich', 'Voss', 'Wells', 'Zeller'];
const given = ['Alice', 'Amal', 'Basma', 'Brian', 'Charles', 'Dalia', 'Edward', 'Fatima', 'Grace', 'Hasan', 'Helen', 'Imad', 'Jane', 'Khalid', 'Laura', 'Mark'];
const papers = ['New York Times', 'Washington Post', 'Los Angeles Times', 'Christian Science Monitor', 'Guardian', 'Reuters', 'Associated Press', 'McClatchy Newspapers', 'Times of London',
  'Boston Globe', 'Wall Street Journal', 'Chicago Tribune', 'Financial Times', 'Agence France Presse', 'Time', 'Economist'];
const presses = ['New York: Henry Holt', 'London: Verso', 'Cambridge: Cambridge University Press', 'Ithaca: Cornell University Press', 'Boulder: Westview Press'];

/** A whole number below 2^32 from two: xorshift and multiplication (Jenkins, "Integer hashing", 32-bit mix of Thomas Mueller). */
export function hash(i: number, seed: number): number {
  let x = Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b);
  x = Math.imul((x >>> 16) ^ x, 0x45d9f3b);
  x = Math.imul((x >>> 16) ^ x, 0x45d9f3b);
  return ((x >>> 16) ^ x) >>> 0;
}

const pick = (list: readonly string[], i: number, seed: number): string => list[hash(i, seed) % list.length] ?? '';
const title = (i: number, seed: number): string => `${pick(nouns, i, seed)} And ${pick(nouns, i, seed + 1)} In The ${pick(nouns, i, seed + 2)} Of ${pick(nouns, i, seed + 3)} ${pick(families, i, seed + 4)}`;

/** The bibliography line of one source, in the manner of a news blog: three of four are newspaper articles, the others books and reports. */
export function citationLine(source: number): string {
  const author = `${pick(families, source, 1)}, ${pick(given, source, 2)}`;
  const second = hash(source, 3) % 3 === 0 ? ` and ${pick(families, source, 4)}, ${pick(given, source, 5)}` : '';
  const [month, day, year] = [1 + (hash(source, 6) % 12), 1 + (hash(source, 7) % 28), 3 + (hash(source, 8) % 6)];
  const kind = hash(source, 9) % 8;
  if (kind === 0) return `${author}, ${title(source, 10)}, ${pick(presses, source, 11)}, ${2000 + year}`;
  if (kind === 1) return `International Crisis Group, “${title(source, 10)},” ${month}/${day}/0${year}`;
  return `${author}${second}, “${title(source, 10)},” ${pick(papers, source, 12)}, ${month}/${day}/0${year}`;
}

/** Post `i` of a set of `count`: ten sources an article, few of them cited often. */
export function post(i: number, count: number): string {
  const date = new Date(Date.UTC(2009, 0, 1 + (i % 3000)));
  const dateline = date.toLocaleDateString('en-US', { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' });
  const sentence = (k: number) => `The ${pick(nouns, i, k).toLowerCase()} of the ${pick(nouns, i, k + 1).toLowerCase()} was said to have met the ${pick(nouns, i, k + 2).toLowerCase()} before the ${pick(nouns, i, k + 3).toLowerCase()} closed.`;
  const paragraphs = Array.from({ length: 5 }, (_, p) => Array.from({ length: 8 }, (_, s) => sentence(100 + p * 10 + s)).join(' '));
  const lines = Array.from({ length: 30 }, (_, k) => citationLine(Math.floor(10 * count * (hash(i * 30 + k, 20) / 2 ** 32) ** 2)));
  return [dateline, `${title(i, 30)} ${i}`, `By ${pick(given, i % 7, 40)} ${pick(families, i % 7, 41)}`, ...paragraphs, 'SOURCES', ...new Set(lines), '1 comment:', `${pick(given, i, 50)} said...`,
    sentence(300), `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()} 9:00 AM`].join('\n\n');
}

/** Writes posts as files of a directory, a thousand in a folder. */
export function writePosts(directory: string, count: number): void {
  for (let i = 0; i < count; i += 1) {
    const folder = join(directory, String(Math.floor(i / 1000)).padStart(4, '0'));
    if (i % 1000 === 0) mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${String(i).padStart(7, '0')}.txt`), post(i, count));
  }
}
