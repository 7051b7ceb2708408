import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '../duckdb/database.ts';
import { copyToParquet, writeParquet } from '../duckdb/parquet-file.ts';
import { allSettled } from '../support/all-settled.ts';
import { UsageError } from '../support/errors.ts';
import { gathered } from '../support/output/gather.ts';
import { nearest } from '../support/suggest.ts';
import { csvPieces } from './csv-table.ts';
import { loadCoverage, type Coverage } from './coverage.ts';
import type { Section } from './define-report.ts';
import type { Filters } from './filter-predicate.ts';
import { withCoverage } from './frame/with-coverage.ts';
import { renderIndex, type FinishedPage } from './index-page.ts';
import { loadReports, type LoadedReport } from './load-reports.ts';
import { headView, type Head } from './page-view.ts';
import type { PageRows } from './page-rows.ts';
import { resolvePeriod, type Period, type PeriodOptions } from './period.ts';
import {
  prepareReport,
  releaseReport,
  storeFacts,
  type PreparedFacts,
  type PreparedReport,
  type PreparedSection,
} from './prepare-report.ts';
import { withSharedViews, type KeepFunctions } from './shared-views.ts';
import { arrowFile, csvFile, jsonFile, markdownFile, scriptFile } from './report-files.ts';

export const reportFormats = ['html', 'csv', 'json', 'md', 'parquet', 'arrow'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** What `easel report` asks for; times and zone as typed. */
export interface ReportOptions extends PeriodOptions {
  /** Opened with the folder `out` among its `outputFolders`, if Parquet may lie there. */
  readonly db: Database;
  /** Without names all reports. */
  readonly names: readonly string[];
  /** A folder, made if need be, or a stream (`--out -`), which takes one file. */
  readonly out: string | NodeJS.WritableStream;
  readonly format: ReportFormat;
  readonly filters: Filters;
  /** Only this section. */
  readonly section?: string;
  /** Leaves text in CSV as it is, formulas too. */
  readonly rawCsv?: boolean;
  readonly signal?: AbortSignal;
  /** Where the report folders are; default the built-in ones. */
  readonly folder?: string;
  readonly version: string;
  /** Bytes that the rows of one page may take; default what a page of 10 MB leaves. */
  readonly pageBudget?: number;
}

export interface WrittenReports {
  /** Paths of the files written, in order; empty for a stream. */
  readonly files: readonly string[];
  readonly coverage: Coverage;
}

type Pieces = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

interface Run {
  readonly options: ReportOptions;
  readonly period: Period;
  readonly coverage: Coverage;
  readonly head: Head;
  readonly files: string[];
}

/** Renders the reports asked for and says what was written. Each file appears only when it is whole. */
export async function renderReports(options: ReportOptions): Promise<WrittenReports> {
  const reports = await loadReports(options.names, options.folder);
  checkSection(reports, options);
  if (typeof options.out === 'string') await mkdir(options.out, { recursive: true });
  const period = await resolvePeriod(options.db, options);
  const coverage = await loadCoverage(options.db, period);
  const head = headView(period, options.filters, coverage, options.version);
  const run: Run = { options, period, coverage, head, files: [] };
  const done = await withSharedViews(options.db, reports, period, (before) =>
    writeReports(reports, run, before),
  );
  if (options.format === 'html' && typeof options.out === 'string') {
    await writeOut(run, 'index.html', [renderIndex(done, head, coverage, period)]);
  }
  return { files: run.files, coverage };
}

async function writeReports(
  reports: readonly LoadedReport[],
  run: Run,
  before: KeepFunctions,
): Promise<FinishedPage[]> {
  const { options, period } = run;
  const done: FinishedPage[] = [];
  for (const loaded of reports) {
    options.signal?.throwIfAborted();
    const { format } = options;
    if (!loaded.report.sections.some((section) => isWanted(section, options))) continue;
    if (format === 'html') {
      done.push(await writeWithRows(withCoverage(loaded), reports, run, before));
      continue;
    }
    const prepared = await prepareReport(options.db, loaded, period, options.filters, { before });
    try {
      await writeReport(prepared, format, run);
    } finally {
      await releaseReport(options.db, prepared);
    }
  }
  return done;
}

/** The page of a report, whose rows are read and put in order while the engine works out further ones. */
async function writeWithRows(
  loaded: LoadedReport,
  reports: readonly LoadedReport[],
  run: Run,
  before: KeepFunctions,
): Promise<FinishedPage> {
  const { db, filters } = run.options;
  // Read while the engine works, which is given something to do before; where it is needed it is awaited, and fails.
  setTimeout(() => void pageModules().catch(() => undefined), 50).unref();
  const { PageRows } = await import('./page-rows.ts');
  const sections = loaded.report.sections.filter((one) => isShown(one, run.options));
  const rows = new PageRows(db, loaded, sections, run.period.tz);
  try {
    const after = (one: PreparedFacts): Promise<void> => rows.add(one);
    const prepared = await prepareReport(db, loaded, run.period, filters, { before, after });
    try {
      return await writePage(prepared, rows, reports, run);
    } finally {
      await releaseReport(db, prepared);
    }
  } finally {
    await rows.drop();
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
  run: Run,
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

function wantedSections({ sections }: PreparedReport, options: ReportOptions): PreparedSection[] {
  return sections.filter(({ section }) => isWanted(section, options));
}

function isWanted({ id }: Section, { section: wanted }: ReportOptions): boolean {
  return wanted === undefined || id === wanted;
}

/** What only pages need, charts above all. */
async function pageModules() {
  const [{ layOutPage, leanSection, viewOf }, { renderPage }, { loadVega }] = await Promise.all([
    import('./page-layout.ts'),
    import('./render-page.ts'),
    import('./chart-render.ts'),
  ]);
  await loadVega();
  return { layOutPage, leanSection, viewOf, renderPage };
}

/** Writes the page, and beside it the sections that do not fit into it. */
async function writePage(
  prepared: PreparedReport,
  rows: PageRows,
  reports: readonly LoadedReport[],
  run: Run,
): Promise<FinishedPage> {
  const { options, period, coverage, head } = run;
  const { filters, rawCsv, out, pageBudget } = options;
  const { report } = prepared.loaded;
  const { name } = prepared.loaded.report;
  const { layOutPage, leanSection, viewOf, renderPage } = await pageModules();
  const links =
    typeof out === 'string' && reports.length > 0
      ? reports.map(({ report }) => ({ title: report.title, name: report.name }))
      : [];
  const sections = wantedSections(prepared, options);
  const page = {
    ...prepared,
    sections: prepared.sections.filter(({ section }) => isShown(section, options)),
  };
  const layout = await layOutPage(rows, page, pageBudget);
  const isFolder = typeof out === 'string';
  const beside = isFolder ? page.sections.filter(({ section }) => layout.cut.has(section.id)) : [];
  await sideBySide(
    run,
    async (own) => {
      const context = { name, period, filters, coverage, head, links };
      await writeOut(own, `${name}.html`, [renderPage(page, layout, context)]);
      for (const one of beside) {
        // The rows are here in their order: no need to ask for them again.
        const pieces = csvPieces(one.columns, viewOf(layout, one), rawCsv);
        await writeOut(own, `${name}.${one.section.id}.csv`, pieces);
      }
    },
    async (own) => {
      for (const facts of new Set(beside.map((one) => one.facts))) {
        const isManifold = beside.filter((one) => one.facts === facts).length > 1;
        if (isManifold && facts.relation !== facts.numbers) await storeFacts(options.db, facts);
      }
      for (const one of beside) await writeSection(leanSection(layout, one), name, 'parquet', own);
      if (isFolder) await writeScripts(sections, name, own);
    },
  );
  return { report, figures: layout.figures };
}

/**
 * Does what needs this thread beside what waits for the engine, which is given its work first; ends when
 * both have, with the first error.
 */
async function sideBySide(
  run: Run,
  here: (own: Run) => Promise<void>,
  engine: (own: Run) => Promise<void>,
): Promise<void> {
  const done = async (work: (own: Run) => Promise<void>): Promise<readonly string[]> => {
    const own: Run = { ...run, files: [] };
    await work(own);
    return own.files;
  };
  const behind = done(engine);
  run.files.push(...(await allSettled([done(here), behind])).flat());
}

async function writeScripts(
  sections: readonly PreparedSection[],
  report: string,
  run: Run,
): Promise<void> {
  for (const one of sections) {
    if (one.section.kind !== 'rows' || one.section.script === undefined) continue;
    const { script, id } = one.section;
    const file = `${report}.${id}.${script.extension}`;
    await writeOut(run, file, scriptFile(run.options.db, one, script, run.period));
  }
}

/** A page of one section still tells its coverage. */
function isShown(section: Section, options: ReportOptions): boolean {
  return isWanted(section, options) || section.id.startsWith('coverage');
}

async function writeSection(
  one: PreparedSection,
  report: string,
  format: 'csv' | 'parquet' | 'arrow',
  run: Run,
): Promise<void> {
  const { db, rawCsv = false } = run.options;
  const file = `${report}.${one.section.id}.${format}`;
  if (format === 'parquet') await writeParquetOut(run, file, one);
  else await writeOut(run, file, format === 'csv' ? csvFile(db, one, rawCsv) : arrowFile(db, one));
}

async function writeOut(run: Run, name: string, pieces: Pieces): Promise<void> {
  const { out, signal } = run.options;
  if (typeof out !== 'string') {
    for await (const piece of gathered(pieces)) {
      signal?.throwIfAborted();
      if (!out.write(piece)) await new Promise((resume) => out.once('drain', resume));
    }
    return;
  }
  await writeAside(run, path.join(out, name), async (temporary) => {
    const handle = await open(temporary, 'w');
    try {
      for await (const piece of gathered(pieces)) {
        signal?.throwIfAborted();
        await handle.writeFile(piece);
      }
    } finally {
      await handle.close();
    }
  });
}

async function writeParquetOut(run: Run, name: string, one: PreparedSection): Promise<void> {
  const { db, out } = run.options;
  if (typeof out === 'string') {
    await writeAside(run, path.join(out, name), (file) => copyToParquet(db, one.sql, file));
    return;
  }
  const { sectionResult } = await import('./report-files.ts');
  const raw = await sectionResult(db, one);
  const { mkdtemp, readFile } = await import('node:fs/promises');
  const { tmpdir } = await import('node:os');
  const folder = await mkdtemp(path.join(tmpdir(), 'easel-report-'));
  try {
    const file = path.join(folder, name);
    await writeParquet(raw, file);
    await writeOut(run, name, [await readFile(file)]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeAside(
  run: Run,
  file: string,
  write: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.part`);
  try {
    await write(temporary);
    await rename(temporary, file);
    run.files.push(file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
