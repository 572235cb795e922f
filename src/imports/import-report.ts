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
  failed: FailedItem[];
}

export function emptyReport(origin: string, format: string): ImportReport {
  const none = (): Counts => ({ created: 0, updated: 0, unchanged: 0 });
  return { origin, format, articles: none(), comments: none(), citations: { total: 0, resolved: 0, needsReview: 0 }, events: none(), sources: none(), failed: [] };
}

/** Adds the counts of one part of an import. */
export function addCounts(to: Counts, { created, updated, unchanged }: Counts): void {
  to.created += created;
  to.updated += updated;
  to.unchanged += unchanged;
}
