import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { formats as formatsRead } from '../../../src/imports/read-content';
import { readBytes, readCase } from '../../support/read-case';

const fixtures = join(__dirname, '../../fixtures');
const formats = formatsRead.filter((format) => !['plain-text', 'csl-json', 'bibtex', 'ris', 'zotero'].includes(format)); // these have tests of their own
const cases = formats.flatMap((format) => readdirSync(join(fixtures, format)).filter((file) => !/\.expected\.json$|^script-vectors/.test(file)).map((file) => [format, file] as const));

describe('a case file is read in the format that stands in it, as the values beside it', () => {
  test.each(cases)('%s: %s', async (format, file) => {
    const path = join(fixtures, format, file);
    const read = await readCase(path);
    expect(read.format).toBe(format);
    expect(existsSync(`${path}.expected.json`)).toBe(true);
    expect(read).toEqual(JSON.parse(readFileSync(`${path}.expected.json`, 'utf8')));
  });
});

describe('no e-mail or IP address comes in', () => {
  test.each(cases)('%s: %s', async (format, file) => {
    expect(JSON.stringify(await readCase(join(fixtures, format, file)))).not.toMatch(/[\w.]@[\w.]+\.\w|192\.0\.2\./);
  });
});

describe('how the bytes come does not matter', () => {
  test.each(cases)('%s: %s in pieces of 7 bytes', async (format, file) => {
    const path = join(fixtures, format, file);
    const bytes = readFileSync(path);
    expect(await readBytes(bytes, file, 7)).toEqual(await readBytes(bytes, file));
  });
});

/** One article a file: the cut one is shorter. */
const readWhole = new Set<string>(['markdown', 'html']);

describe('a file that was cut gives what stands before the cut', () => {
  test.each(formats.map((format) => cases.find(([of]) => of === format) ?? [format, '']))('%s: %s at every hundredth of its length', async (format, file) => {
    const bytes = readFileSync(join(fixtures, format, file));
    const whole = await readBytes(bytes, file);
    for (let percent = 1; percent < 100; percent++) {
      const cut = await readBytes(bytes.subarray(0, Math.floor(bytes.length * percent / 100)), file);
      if (cut.format !== format) continue; // too little to tell
      if (!readWhole.has(format)) expect(whole.articles).toEqual(expect.arrayContaining(cut.articles));
      expect(whole.events).toEqual(expect.arrayContaining(cut.events.slice(0, -1)));
      expect(cut.articles.length + cut.comments.length + cut.events.length + cut.failed.length).toBeGreaterThan(0);
    }
  });
});
