import { isFrame } from './frame/coverage-sections.ts';
import type { PreparedReport } from './prepare-report.ts';
import type { ReportOptions } from './report-options.ts';
import { isWanted } from './write-out.ts';

/** What the filters of the command line did not do with a report, a sentence each. */
export function filterNotes(
  { loaded, sections }: PreparedReport,
  options: ReportOptions,
): string[] {
  const own = sections.filter(
    ({ section }) => isWanted(section, options) && !isFrame(section.facts),
  );
  const { name } = loaded.report;
  const notes: string[] = [];
  const flags = new Set(own.flatMap(({ facts }) => facts.unmet));
  for (const flag of flags) {
    const free = own.filter(({ facts }) => facts.unmet.includes(flag));
    const which = free.map(({ section }) => section.id).join(', ');
    notes.push(
      free.length === own.length
        ? `${name}: --${flag} does nothing here: all of it is shown`
        : `${name}: without --${flag}, which they cannot obey: ${which}`,
    );
  }
  const obeying = own.filter(({ facts }) => facts.unmet.length === 0);
  const isFiltered = Object.values(options.filters).some(({ length }) => length > 0);
  if (isFiltered && obeying.length > 0 && !obeying.some(({ facts }) => facts.hasRows)) {
    notes.push(`${name}: no rows fit the filters`);
  }
  return notes;
}
