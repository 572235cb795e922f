import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GoldLine } from '../../scripts/judge-reference';
import { judge } from '../../scripts/judge-reference';
import { parseBibliography } from '../../src/bibliography/parse-bibliography';

interface Judged { confidence: number; right: number; judged: number }

/** Gold lines come from many lists: each is parsed as a list of its own, so that no line helps another. */
function judged(name: string): Judged[] {
  const lines = readFileSync(join(__dirname, '../fixtures/bibliography gold', `${name}.jsonl`), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as GoldLine);
  return lines.flatMap((gold) => parseBibliography([gold.raw]).map((got) => {
    const verdicts = Object.values(judge(gold, got));
    return { confidence: got.confidence, right: verdicts.filter(Boolean).length, judged: verdicts.length };
  }));
}

const share = (part: number, all: number): number => Math.round((1000 * part) / all) / 10;
const wholeRight = (lines: readonly Judged[]): number => share(lines.filter(({ right, judged: all }) => right === all).length, lines.length);
const fieldsRight = (lines: readonly Judged[]): number => share(lines.reduce((sum, { right }) => sum + right, 0), lines.reduce((sum, { judged: all }) => sum + all, 0));

describe('gold lines of seventeen styles', () => {
  test.each([['styles', 96, 98, 98], ['styles held back', 79, 91, 96]])('of "%s" at least %d %% are right as a whole, %d %% of the fields, and %d %% of the sure ones', (name, whole, fields, sure) => {
    const lines = judged(name);
    expect(wholeRight(lines)).toBeGreaterThanOrEqual(whole);
    expect(fieldsRight(lines)).toBeGreaterThanOrEqual(fields);
    expect(wholeRight(lines.filter(({ confidence }) => confidence >= 0.9))).toBeGreaterThanOrEqual(sure);
  });
});
