import { allSettled } from '../support/all-settled.ts';
import { BesideWriter } from './beside-writer.ts';
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
import type { KeepFunctions } from './shared-views.ts';
import {
  isWanted,
  wantedSections,
  writeOut,
  writeScripts,
  writeSection,
  type ReportRun,
} from './write-out.ts';

/** Writes the page of a report: its rows are read and sorted while DuckDB computes the next ones. */
export async function writePage(
  loaded: LoadedReport,
  reports: readonly LoadedReport[],
  run: ReportRun,
  before: KeepFunctions,
): Promise<FinishedPage> {
  const { db, filters, out, rawCsv = false, signal } = run.options;
  // Loads Vega while DuckDB runs the first SELECT. An error is reported where it is awaited.
  setTimeout(() => void drawing().catch(() => undefined), 50).unref();
  const sections = loaded.report.sections.filter((one) => isShown(one, run.options));
  const { name } = loaded.report;
  const beside =
    typeof out === 'string'
      ? new BesideWriter({ folder: out, report: name, raw: rawCsv, signal })
      : null;
  const rows = new PageRows(db, loaded, sections, run.period.tz, (section, view) =>
    beside?.beginEarly(section, view),
  );
  try {
    const after = (one: PreparedFacts): Promise<void> => rows.add(one);
    const prepared = await prepareReport(db, loaded, run.period, filters, { before, after });
    run.notes.push(...filterNotes(prepared, run.options));
    try {
      return await writePrepared(prepared, rows, beside, reports, run);
    } finally {
      await releaseReport(db, prepared);
    }
  } finally {
    await beside?.drop();
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
  writer: BesideWriter | null,
  reports: readonly LoadedReport[],
  run: ReportRun,
): Promise<FinishedPage> {
  const { options, period, coverage, head } = run;
  const { filters, out, pageBudget } = options;
  const { report } = prepared.loaded;
  const { name } = report;
  const isFolder = typeof out === 'string';
  const sections = prepared.sections.filter(({ section }) => isShown(section, options));
  const shown = { ...prepared, sections };
  const layout = await layOutPage(rows, shown, pageBudget);
  const links = isFolder
    ? reports.map((other) => ({ title: other.report.title, name: other.report.name }))
    : [];
  const page = async (): Promise<void> => {
    const context = { name, period, filters, coverage, head, links };
    const { renderPage } = await drawing();
    const text = renderPage(shown, layout, await layout.shown, context);
    await writeOut(run, `${name}.html`, [text]);
  };
  const cut = sections.filter(({ section }) => layout.cut.has(section.id));
  if (writer === null) await page();
  else {
    for (const one of cut) writer.begin(one.section, viewOf(layout, one));
    await writeBeside(cut, name, writer, page, run);
  }
  if (isFolder) await writeScripts(wantedSections(prepared, options), name, run);
  const { figures } = await layout.shown;
  return { report, figures };
}

/** The page first: what lies beside it another core writes meanwhile, but for what only the engine can. */
async function writeBeside(
  sections: readonly PreparedSection[],
  report: string,
  writer: BesideWriter,
  page: () => Promise<void>,
  run: ReportRun,
): Promise<void> {
  const kept = sections.map(({ section }) => writer.keep(section));
  await allSettled<unknown>([page(), ...kept]);
  const files = await Promise.all(kept);
  run.files.push(...files.map(({ csv }) => csv));
  for (const [index, { parquet }] of files.entries()) {
    const one = sections[index];
    if (parquet !== null) run.files.push(parquet);
    else if (one !== undefined) await writeSection(one, report, 'parquet', run);
  }
}

/** A page of one section still tells its coverage. */
function isShown(section: Section, options: ReportOptions): boolean {
  return isWanted(section, options) || section.id.startsWith('coverage');
}
