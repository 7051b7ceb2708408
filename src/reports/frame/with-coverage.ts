import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSql, type LoadedReport } from '../load-reports.ts';
import { coverageDays, coverageRejects, coverageSections } from './coverage-sections.ts';

const here = path.dirname(fileURLToPath(import.meta.url));

/** The report as a page shows it: with the sections that its coverage statement links to. */
export function withCoverage(loaded: LoadedReport): LoadedReport {
  return {
    ...loaded,
    report: { ...loaded.report, sections: [...loaded.report.sections, ...coverageSections] },
    sql: new Map([...loaded.sql, ...readSql(here, [coverageDays, coverageRejects])]),
  };
}
