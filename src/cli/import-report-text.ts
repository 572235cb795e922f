import type { Counts, ImportReport } from '../imports/import-report';

/** The report of an import for people. */
export function reportText({ origin, format, articles, comments, citations, events, sources, failed, warnings = [], withdrawn, notWithdrawn, dryRun }: ImportReport): string {
  const counts = ([name, { created, updated, unchanged }]: [string, Counts]) => `  ${name.padEnd(10)} ${created} created, ${updated} updated, ${unchanged} unchanged`;
  const told = [...failed.map(({ item, reason }) => `  failed     ${item}: ${reason}`), ...warnings.map(({ item, reason }) => `  note       ${item}: ${reason}`)];
  if (failed.length > 0 && [articles, comments, events, sources].every(({ created, updated, unchanged }) => created + updated + unchanged === 0)) return `Nothing was imported.\n${told.join('\n')}\n`;
  return [
    `${format === 'originals' ? 'Read again in' : dryRun ? 'Would import into' : 'Imported into'} "${origin}" (${format})${dryRun ? '; nothing was written' : ''}`, ...Object.entries({ articles, comments, events, sources }).map(counts),
    `  citations  ${citations.total}: ${citations.resolved} with a source, ${citations.needsReview} to review`,
    ...withdrawn === undefined ? [] : [`  withdrawn  ${withdrawn}: not in this export any more`], ...notWithdrawn === undefined ? [] : [`  withdrawn  none: ${notWithdrawn}`],
    ...told, '',
  ].join('\n');
}
