import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../support/errors.ts';
import { nearest } from '../support/suggest.ts';
import { isBig } from './big-period.ts';
import { checkStatus } from './check-status.ts';
import { loadCoverage, type Coverage } from './coverage.ts';
import type { Report } from './define-report.ts';
import { filterNotes } from './filter-notes.ts';
import { withCoverage } from './frame/with-coverage.ts';
import { renderIndex, type FinishedPage } from './index-page.ts';
import { loadReports, reportNames, type LoadedReport } from './load-reports.ts';
import { headView } from './page-view.ts';
import { resolvePeriod } from './period.ts';
import { prepareReport, releaseReport, type PreparedReport } from './prepare-report.ts';
import { jsonFile, markdownFile } from './report-files.ts';
import type { ReportFormat, ReportOptions } from './report-options.ts';
import { withSharedViews, type KeepFunctions } from './shared-views.ts';
import {
  isWanted,
  wantedSections,
  writeOut,
  writeScripts,
  writeSection,
  type ReportRun,
} from './write-out.ts';

export interface WrittenReports {
  /** Paths of the files written, in order; empty for a stream. */
  readonly files: readonly string[];
  /** What filters did not do, a sentence each. */
  readonly notes: readonly string[];
  readonly coverage: Coverage;
}

/** Renders the reports asked for and says what was written. Each file appears only when it is whole. */
export async function renderReports(options: ReportOptions): Promise<WrittenReports> {
  const reports = await loadReports(options.names, options.folder);
  checkSection(reports, options);
  checkStatus(reports, options.filters.status);
  if (typeof options.out === 'string') await makeFolder(options.out);
  const asked = await resolvePeriod(options.db, options);
  const period = { ...asked, big: await isBig(options.db, reports, asked) };
  const coverage = await loadCoverage(options.db, period);
  const head = headView(period, options.filters, coverage, options.version);
  const run: ReportRun = { options, period, coverage, head, files: [], notes: [] };
  const done = await withSharedViews(options.db, reports, period, (before) =>
    writeReports(reports, run, before),
  );
  if (options.format === 'html' && typeof options.out === 'string') {
    const others = await otherPages(options.out, done, options.folder);
    await writeOut(run, 'index.html', [renderIndex(done, head, coverage, period, others)]);
  }
  return { files: run.files, notes: run.notes, coverage };
}

/** The reports whose pages of an earlier run lie in the folder. */
async function otherPages(
  out: string,
  done: readonly FinishedPage[],
  folder: string | undefined,
): Promise<Report[]> {
  const names = reportNames(folder).filter(
    (name) =>
      !done.some(({ report }) => report.name === name) &&
      existsSync(path.join(out, `${name}.html`)),
  );
  const loaded = names.length === 0 ? [] : await loadReports(names, folder);
  return loaded.map(({ report }) => report);
}

async function writeReports(
  reports: readonly LoadedReport[],
  run: ReportRun,
  before: KeepFunctions,
): Promise<FinishedPage[]> {
  const { options, period } = run;
  const done: FinishedPage[] = [];
  for (const loaded of reports) {
    options.signal?.throwIfAborted();
    const { format } = options;
    if (!loaded.report.sections.some((section) => isWanted(section, options))) continue;
    if (format === 'html') {
      const { writePage } = await import('./write-page.ts');
      done.push(await writePage(withCoverage(loaded), reports, run, before));
      continue;
    }
    const prepared = await prepareReport(options.db, loaded, period, options.filters, { before });
    run.notes.push(...filterNotes(prepared, options));
    try {
      await writeReport(prepared, format, run);
    } finally {
      await releaseReport(options.db, prepared);
    }
  }
  return done;
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'EEXIST' && code !== 'ENOTDIR') throw cause;
    throw new UsageError('usage', `--out takes a folder, and ${folder} is a file or lies in one`, {
      hint: 'name a folder, or - for the standard output',
      cause,
    });
  }
}

function checkSection(reports: readonly LoadedReport[], options: ReportOptions): void {
  const ids = [...new Set(reports.flatMap(({ report }) => report.sections.map(({ id }) => id)))];
  const isStream = typeof options.out !== 'string';
  const isOneFile = ['html', 'json', 'md'].includes(options.format);
  if (isStream && reports.length !== 1) {
    throw new UsageError('usage', '--out - takes one report', {
      hint: `name one of: ${reports.map(({ report }) => report.name).join(', ')}`,
    });
  }
  if (isStream && !isOneFile && options.section === undefined) {
    throw new UsageError(
      'usage',
      `${options.format} is one file a section: --out - needs --section`,
      {
        hint: `sections: ${ids.join(', ')}`,
      },
    );
  }
  if (options.section === undefined || ids.includes(options.section)) return;
  const meant = nearest(options.section, ids);
  throw new UsageError('unknown-section', `there is no section '${options.section}'`, {
    hint: meant === undefined ? `sections: ${ids.join(', ')}` : `did you mean ${meant}?`,
  });
}

async function writeReport(
  prepared: PreparedReport,
  format: Exclude<ReportFormat, 'html'>,
  run: ReportRun,
): Promise<void> {
  const { options, period, coverage, head } = run;
  const { db, filters } = options;
  const { name } = prepared.loaded.report;
  const sections = wantedSections(prepared, options);
  switch (format) {
    case 'json':
      await writeOut(
        run,
        `${name}.json`,
        jsonFile(prepared, sections, { db, period, filters, coverage }),
      );
      return;
    case 'md':
      await writeOut(
        run,
        `${name}.md`,
        markdownFile(prepared, sections, head, { db, period, filters, coverage }),
      );
      return;
    default:
      for (const one of sections) await writeSection(one, name, format, run);
      if (format === 'csv' && typeof options.out === 'string') {
        await writeScripts(sections, name, run);
      }
  }
}
