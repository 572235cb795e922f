import type { FailedItem } from './imported-content';

export interface Counts { created: number; updated: number; unchanged: number }

/** What an import did; `ibid import --json` prints it. */
export interface ImportReport {
  origin: string;
  format: string;
  articles: Counts;
  comments: Counts;
  citations: { total: number; resolved: number; needsReview: number };
  events: Counts;
  sources: Counts;
  /** What the formats say and the graph has no place for, by name, with how often; absent for nothing. */
  notKept?: Record<string, number>;
  /** Of a full export: articles that it no longer has, and that were withdrawn. */
  withdrawn?: number;
  /** Why a full export withdrew nothing although it lacks articles; absent when it did. */
  notWithdrawn?: string;
  /** What a person may want to look at, though everything got in: a charset that had to be guessed. Absent for nothing. */
  warnings?: FailedItem[];
  /** Of a rehearsal: nothing of this was written. */
  dryRun?: true;
  failed: FailedItem[];
}

export function emptyReport(origin: string, format: string): ImportReport {
  const none = (): Counts => ({ created: 0, updated: 0, unchanged: 0 });
  return { origin, format, articles: none(), comments: none(), citations: { total: 0, resolved: 0, needsReview: 0 }, events: none(), sources: none(), failed: [] };
}

/** Adds what readers said: what failed, and what is only told. */
export function addProblems(report: ImportReport, problems: readonly FailedItem[]): void {
  for (const { warning, ...item } of problems) (warning ? report.warnings ??= [] : report.failed).push(item);
}

/** Adds what could not be kept. */
export function addNotKept(report: ImportReport, notKept: Readonly<Record<string, number>>): void {
  for (const [name, times] of Object.entries(notKept)) (report.notKept ??= {})[name] = (report.notKept[name] ?? 0) + times;
}

/** Adds the counts of one part of an import. */
export function addCounts(to: Counts, { created, updated, unchanged }: Counts): void {
  to.created += created;
  to.updated += updated;
  to.unchanged += unchanged;
}

/** Adds what a batch did. */
export function addReport(report: ImportReport, part: ImportReport): void {
  for (const name of ['articles', 'comments', 'events', 'sources'] as const) addCounts(report[name], part[name]);
  addNotKept(report, part.notKept ?? {});
  report.citations.total += part.citations.total;
  report.citations.resolved += part.citations.resolved;
  report.citations.needsReview += part.citations.needsReview;
}
