/** The columns of a table of events, by what they hold; null where there is none. */
export interface CsvColumns { date: string | null; year: string | null; month: string | null; day: string | null; headline: string | null; text: string | null }

const NAMES = {
  date: ['date', 'start date', 'start', 'startdate', 'datum', 'fecha'],
  year: ['year', 'jahr'],
  month: ['month', 'monat'],
  day: ['day', 'tag'],
  headline: ['headline', 'title', 'event', 'name', 'summary'],
  text: ['text', 'description', 'body', 'details'],
} satisfies Record<keyof CsvColumns, string[]>;

/** The separator a head line uses. */
export function separatorOf(head: string): ',' | ';' | '\t' {
  const counts = ([',', ';', '\t'] as const).map((mark) => ({ mark, count: head.split(mark).length }));
  return counts.reduce((most, next) => (next.count > most.count ? next : most)).mark;
}

/** The columns that a head line names; null when it is none of a table of events. */
export function csvColumns(head: string): CsvColumns | null {
  if (head.length > 2000) return null;
  const named = head.replace(/^\uFEFF/, '').split(separatorOf(head)).map((name) => name.trim().replace(/^"(.*)"$/, '$1').trim().toLowerCase());
  if (named.length < 2) return null;
  const find = (key: keyof CsvColumns): string | null => NAMES[key].find((name) => named.includes(name)) ?? null;
  const columns: CsvColumns = { date: find('date'), year: find('year'), month: find('month'), day: find('day'), headline: find('headline'), text: find('text') };
  return (columns.date ?? columns.year) !== null && (columns.headline ?? columns.text) !== null ? columns : null;
}
