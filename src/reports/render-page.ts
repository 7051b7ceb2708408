import { countText } from './cell-text.ts';
import type { Table } from './columns.ts';
import type { Coverage } from './coverage.ts';
import { isFrame } from './frame/coverage-sections.ts';
import type { Report, Section } from './define-report.ts';
import type { Filters } from './filter-predicate.ts';
import { figureColumn, figureView } from './figure-view.ts';
import { noteText } from './note-text.ts';
import { pageAssets } from './page-assets.ts';
import { chartLimit, type SectionChart } from './page-charts.ts';
import { tableOf, viewOf, type PageLayout } from './page-layout.ts';
import type { FactsShown } from './page-rows.ts';
import type { PageFacts, PageModel, PageSection } from './page-model.ts';
import { asOfText, commandOptions, tableView, type Head } from './page-view.ts';
import { rowNoun } from './noun.ts';
import { commandLine } from './command-line.ts';
import type { Period } from './period.ts';
import type { PreparedFacts, PreparedReport, PreparedSection } from './prepare-report.ts';
import { measureWhole } from './roll-up.ts';
import { paperColumns, paperRows, paperText } from './paper.ts';
import { filterRemarks } from './section-notes.ts';
import type { RowsView } from './section-rows.ts';
import type { SafeSvg } from './svg-markup.ts';
import { renderTemplate } from './templates.ts';

export interface PageContext {
  readonly name: string;
  readonly period: Period;
  readonly filters: Filters;
  readonly coverage: Coverage;
  readonly head: Head;
  /** The other pages of the same run. */
  readonly links: readonly { readonly title: string; readonly name: string }[];
}

/** Cells of a table without JavaScript; its foot says how many rows are beyond them. */
const staticCells = 10_000;
const staticRows = 500;

/** Renders one report as the text of one file. */
export function renderPage(
  report: PreparedReport,
  layout: PageLayout,
  { charts, figures }: FactsShown,
  context: PageContext,
): string {
  const { loaded } = report;
  const { prepared, packed, cut } = layout;
  const sections: PageSection[] = [];
  const sectionViews: object[] = [];
  for (const one of report.sections) {
    const view = viewOf(layout, one);
    const isCut = cut.has(one.section.id);
    const chart = charts.get(one.section) ?? null;
    const page = pageSection(
      one,
      prepared.indexOf(one.facts),
      chart,
      view,
      isCut ? besideText(loaded.report.name, one.section.id) : null,
      context.filters,
    );
    sections.push(page);
    const table = tableOf(layout, one.section.facts);
    sectionViews.push(staticSection(one, page, view, table, chart?.svg ?? null, context));
  }
  const model: PageModel = {
    report: loaded.report.name,
    tz: context.period.tz,
    asOf: asOfText(context.period),
    options: commandOptions(context.period, context.filters),
    facts: prepared.map((one) => pageFacts(one, tableOf(layout, one.facts))),
    figures: loaded.report.figures.map((figure) => ({
      id: figure.id,
      facts: prepared.findIndex(({ facts }) => facts === figure.facts),
      measure: figure.measure,
      column: figureColumn(figure),
      ...(figure.tone === undefined ? {} : { tone: figure.tone }),
    })),
    sections,
  };
  const assets = pageAssets();
  return renderTemplate('page', {
    ...assets,
    ...context.head,
    title: loaded.report.title,
    question: loaded.report.question,
    asOf: prepared.some(({ facts }) => facts.asOf === true) ? model.asOf : '',
    command: commandLine(loaded.report.name, model.options),
    warnings: [...context.head.warnings, ...filterWarnings(loaded.report, prepared)],
    links: pageLinks(context.links, loaded.report.name),
    figures: loaded.report.figures.map((figure) =>
      figureView(figure, figures.get(figure.id) ?? null, context.period.tz),
    ),
    sections: sectionViews,
    model,
    blocks: packed.map((data, index) => ({ index, data })),
  });
}

function besideText(report: string, section: string): string {
  return `${report}.${section}.csv and ${report}.${section}.parquet`;
}

function pageFacts(prepared: PreparedFacts, table: Table): PageFacts {
  const { facts } = prepared;
  return {
    // A page has the values: how they are found is nothing to it.
    columns: Object.fromEntries(
      Object.entries(facts.columns).map(([id, column]) => [id, { ...column, lookup: undefined }]),
    ),
    grain: facts.grain,
    counted: facts.counted ?? { measure: { kind: 'count' }, noun: rowNoun },
    sql: prepared.sql,
    frame: isFrame(facts),
    rows: table.rows,
    beyond: prepared.beyond,
  };
}

function pageSection(
  { section, columns }: PreparedSection,
  facts: number,
  chart: SectionChart | null,
  view: RowsView,
  beside: string | null,
  filters: Filters,
): PageSection {
  return {
    id: section.id,
    title: section.title,
    facts,
    shape: shapeOf(section),
    columns,
    notes: section.notes ?? [],
    empty: emptyText(section, filters),
    chart: chart?.spec ?? null,
    chartRows: chartLimit(section),
    script: section.kind === 'rows' ? (section.script ?? null) : null,
    totalRows: view.length,
    paperRows,
    beside,
  };
}

function shapeOf(section: Section): PageSection['shape'] {
  const common = {
    ...(section.where === undefined ? {} : { where: section.where }),
    ...(section.sort === undefined ? {} : { sort: section.sort }),
  };
  if (section.kind === 'rows') {
    return {
      kind: 'rows',
      columns: section.columns ?? Object.keys(section.facts.columns),
      ...common,
    };
  }
  return {
    kind: 'groups',
    by: section.by,
    measures: section.measures,
    detailBy: section.detailBy ?? [],
    ...(section.always === undefined ? {} : { always: section.always }),
    ...common,
  };
}

function staticSection(
  prepared: PreparedSection,
  page: PageSection,
  view: RowsView,
  table: Table,
  chart: SafeSvg | null,
  context: PageContext,
): object {
  const { section, columns } = prepared;
  const { tz } = context.period;
  const shown = Math.min(
    view.length,
    staticRows,
    Math.ceil(staticCells / Math.max(1, columns.length)),
  );
  const rows = Array.from({ length: shown }, (_, row) => view.at(row));
  return {
    id: section.id,
    ...tableView(section.title, columns, rows, tz, page.empty, {
      onPaper: paperRows,
      ...(page.script === null ? {} : { line: page.script.column }),
    }),
    wide: columns.length > 4 || page.chart === null,
    narrow: columns.length <= 5,
    paperNote:
      columns.length > paperColumns
        ? `On paper the first ${paperColumns} of ${columns.length} columns; all are in the CSV.`
        : '',
    paperFoot: shown > paperRows ? paperText(paperRows, view.length, page.beside) : '',
    notes: [...notesOf(section, table), ...filterRemarks(prepared)],
    chart,
    chartNote: chart === null ? '' : chartNote(page, view.length),
    foot:
      view.length === 0
        ? ''
        : shown === view.length
          ? `${countText(view.length)} ${view.length === 1 ? 'row' : 'rows'}.`
          : `The first ${countText(shown)} of ${countText(view.length)} rows; all of them: ${commandLine(context.name, [...commandOptions(context.period, context.filters), ['section', section.id], ['format', 'csv']])}`,
  };
}

/** What stands in a table without rows. */
function emptyText(section: Section, filters: Filters): string {
  if (section.empty !== undefined) return section.empty;
  return Object.keys(filters).length === 0
    ? 'No rows in this period.'
    : 'No rows: nothing in this period fits the filters.';
}

/** The notes of a section, with their numbers. */
function notesOf(section: Section, table: Table): string[] {
  return (section.notes ?? []).map((note) =>
    noteText(note, typeof note === 'string' ? null : measureWhole(note.measure, table, null)),
  );
}

function chartNote(page: PageSection, rows: number): string {
  if (page.chart === null || rows <= page.chartRows) return '';
  return `The chart draws the first ${countText(page.chartRows)} of ${countText(rows)} rows.`;
}

function filterWarnings(report: Report, prepared: readonly PreparedFacts[]): Head['warnings'] {
  const own = prepared.filter(({ facts }) => !isFrame(facts));
  const unmet = new Set(own.flatMap((one) => one.unmet));
  return [...unmet].map((dimension) => {
    const free = own.filter((one) => one.unmet.includes(dimension)).map(({ facts }) => facts);
    const titles = report.sections.filter(({ facts }) => free.includes(facts));
    return {
      lead: `Not all of this page obeys --${dimension}.`,
      text: `What shows everything: ${titles.map(({ title }) => title).join('; ')}.`,
    };
  });
}

function pageLinks(links: PageContext['links'], current: string): object[] {
  if (links.length === 0) return [];
  return [
    { title: 'All reports', href: 'index.html', current: false },
    ...links.map(({ title, name }) => ({ title, href: `${name}.html`, current: name === current })),
  ];
}
