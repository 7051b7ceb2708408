import { setImmediate } from 'node:timers/promises';
import { copyToParquet } from '../duckdb/parquet-file.ts';
import { allSettled } from '../support/all-settled.ts';
import { csvPieces } from './csv-table.ts';
import type { Section } from './define-report.ts';
import { filterNotes } from './filter-notes.ts';
import type { FinishedPage } from './index-page.ts';
import type { LoadedReport } from './load-reports.ts';
import { layOutPage, viewOf } from './page-layout.ts';
import { PageRows } from './page-rows.ts';
import {
  prepareReport,
  releaseReport,
  type PreparedFacts,
  type PreparedReport,
  type PreparedSection,
} from './prepare-report.ts';
import type { ReportOptions } from './report-options.ts';
import type { RowsView } from './section-rows.ts';
import { SectionTables } from './section-table.ts';
import type { KeepFunctions } from './shared-views.ts';
import {
  isWanted,
  wantedSections,
  writeAside,
  writeOut,
  writeScripts,
  writeSection,
  type Run,
} from './write-out.ts';

/** Writes the page of a report: its rows are read and put in order while the engine works out further ones. */
export async function writePage(
  loaded: LoadedReport,
  reports: readonly LoadedReport[],
  run: Run,
  before: KeepFunctions,
): Promise<FinishedPage> {
  const { db, filters } = run.options;
  // Read while the engine works, which is given something to do before; where it is needed it is awaited, and fails.
  setTimeout(() => void drawing().catch(() => undefined), 50).unref();
  const sections = loaded.report.sections.filter((one) => isShown(one, run.options));
  const rows = new PageRows(db, loaded, sections, run.period.tz);
  try {
    const after = (one: PreparedFacts): Promise<void> => rows.add(one);
    const prepared = await prepareReport(db, loaded, run.period, filters, { before, after });
    run.notes.push(...filterNotes(prepared, run.options));
    try {
      return await writePrepared(prepared, rows, reports, run);
    } finally {
      await releaseReport(db, prepared);
    }
  } finally {
    await rows.drop();
  }
}

/** What only pages need, charts above all. */
async function drawing() {
  const [{ renderPage }, { loadVega }] = await Promise.all([
    import('./render-page.ts'),
    import('./chart-render.ts'),
  ]);
  await loadVega();
  return { renderPage };
}

async function writePrepared(
  prepared: PreparedReport,
  rows: PageRows,
  reports: readonly LoadedReport[],
  run: Run,
): Promise<FinishedPage> {
  const { options, period, coverage, head } = run;
  const { filters, out, pageBudget } = options;
  const { report } = prepared.loaded;
  const { name } = report;
  const isFolder = typeof out === 'string';
  const sections = prepared.sections.filter(({ section }) => isShown(section, options));
  const page = { ...prepared, sections };
  const layout = await layOutPage(rows, page, pageBudget);
  const beside = isFolder ? sections.filter(({ section }) => layout.cut.has(section.id)) : [];
  const views = beside.map((one) => ({ ...one, view: viewOf(layout, one) }));
  const links = isFolder
    ? reports.map((other) => ({ title: other.report.title, name: other.report.name }))
    : [];
  await writeBeside(views, name, run, async (own) => {
    const context = { name, period, filters, coverage, head, links };
    const { renderPage } = await drawing();
    const text = renderPage(page, layout, await layout.shown, context);
    await writeOut(own, `${name}.html`, [text]);
  });
  if (isFolder) await writeScripts(wantedSections(prepared, options), name, run);
  const { figures } = await layout.shown;
  return { report, figures };
}

interface BesideSection extends PreparedSection {
  readonly view: RowsView;
}

/**
 * Writes the sections that do not fit into a page, as CSV and as Parquet. Groups are here, worked out and in
 * order: the engine is given them one section after the other, the greatest first, and writes Parquet
 * while we go on to the page, to CSV, and to the next. Rows of facts it sorts as fast.
 */
async function writeBeside(
  sections: readonly BesideSection[],
  name: string,
  run: Run,
  page: (own: Run) => Promise<void>,
): Promise<void> {
  const { db, rawCsv } = run.options;
  const tables = new SectionTables(db);
  const own = (): Run => ({ ...run, files: [] });
  const first = own();
  const runs = sections.map((one) => ({ one, csv: own(), parquet: own() }));
  const here: Promise<void>[] = [];
  const engine: Promise<void>[] = [];
  try {
    for (const { one, csv, parquet } of runs.toSorted((a, b) => sizeOf(b.one) - sizeOf(a.one))) {
      const { columns, view, section } = one;
      const figures = view.columns(0, view.length);
      const values = section.kind === 'groups' ? await tables.of(columns, figures) : null;
      const before = engine.at(-1);
      const work = (): Promise<void> => writeParquet(one, values, name, parquet);
      engine.push(before === undefined ? work() : before.then(work, work));
      if (here.length === 0) here.push(later(() => page(first)));
      const file = `${name}.${section.id}.csv`;
      here.push(later(() => writeOut(csv, file, csvPieces(columns, figures, rawCsv))));
      // Told below, when all else is written too.
      for (const begun of [...engine, ...here]) begun.catch(() => undefined);
    }
    if (here.length === 0) here.push(page(first));
  } finally {
    await allSettled([...here, ...engine]).finally(() => tables.drop());
    const files = [first, ...runs.map(({ csv }) => csv), ...runs.map(({ parquet }) => parquet)];
    run.files.push(...files.flatMap((one) => one.files));
  }
}

function sizeOf({ columns, view }: BesideSection): number {
  return columns.length * view.length;
}

/** The engine is told what it may begin with, then we do what keeps us busy. */
async function later(work: () => Promise<void>): Promise<void> {
  await setImmediate();
  await work();
}

async function writeParquet(
  one: PreparedSection,
  values: string | null,
  name: string,
  run: Run,
): Promise<void> {
  const { db } = run.options;
  const file = `${name}.${one.section.id}.parquet`;
  if (values === null) await writeSection(one, name, 'parquet', run);
  else await writeAside(run, file, (temporary) => copyToParquet(db, values, temporary));
}

/** A page of one section still tells its coverage. */
function isShown(section: Section, options: ReportOptions): boolean {
  return isWanted(section, options) || section.id.startsWith('coverage');
}
