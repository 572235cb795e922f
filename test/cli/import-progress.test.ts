import { importProgressText, showImport } from '../../src/cli/import-progress';

const half = { bytes: 142_500_000, ofBytes: 285_000_000, files: 0, ofFiles: 1, items: 15_200 };

describe('the progress of an import', () => {
  test.each([
    ['a file', half, 200, '50 %, 143 MB of 285 MB, 15,200 items, 76/s, 3 min 20 s left'],
    ['many files', { ...half, files: 12, ofFiles: 2400 }, 7200, '50 %, 143 MB of 285 MB, 12/2,400 files, 15,200 items, 2/s, 2 h 0 min left'],
    ['a pipe, whose size nobody knows', { ...half, ofBytes: null }, 200, '143 MB, 15,200 items, 76/s'],
    ['the end', { ...half, bytes: 285_000_000 }, 400, '100 %, 285 MB of 285 MB, 15,200 items, 38/s'],
    ['the beginning', { bytes: 0, ofBytes: 5_000, files: 0, ofFiles: 1, items: 0 }, 0, '0 %, 0 kB of 5 kB, 0 items, 0/s'],
  ])('of %s', (_, progress, seconds, text) => {
    expect(importProgressText(progress, seconds, false)).toBe(text);
  });

  const shown = (isTTY: boolean, reports: readonly (typeof half | (Omit<typeof half, 'ofBytes'> & { ofBytes: null }))[]): string => {
    let text = '';
    let time = 0;
    const { report, end } = showImport({ isTTY, write: (part: string) => { text += part; return true; } } as NodeJS.WriteStream, () => (time += 150));
    for (const progress of reports) report(progress);
    end();
    return text;
  };

  test('is a bar on a terminal, which stays on its line', () => {
    expect(shown(true, [half, { ...half, bytes: 285_000_000 }])).toMatch(/^\r\[█{12} {12}\] 50 %.*\r\[█{24}\] 100 %.*\n$/s);
  });

  test('is a line a tenth elsewhere, or one whenever the items of a pipe have doubled', () => {
    expect(shown(false, Array.from({ length: 101 }, (_, n) => ({ ...half, bytes: n * 2_850_000 }))).match(/\n/g)).toHaveLength(10);
    expect(shown(false, Array.from({ length: 8000 }, (_, n) => ({ ...half, ofBytes: null, items: n }))).match(/\n/g)).toHaveLength(3);
  });
});
