import { fitTables, type Fitted } from './budget.ts';
import type { Cell, Table } from './columns.ts';
import type { Facts, Section } from './define-report.ts';
import type { PackedTable } from './packed.ts';
import type { SectionChart } from './page-charts.ts';
import type { PageRows } from './page-rows.ts';
import type { PreparedFacts, PreparedReport, PreparedSection } from './prepare-report.ts';
import type { RowsView } from './section-rows.ts';

/** What a page will hold: its rows, read, ordered and fitted into it. */
export interface PageLayout extends Fitted {
  readonly prepared: readonly PreparedFacts[];
  readonly tables: ReadonlyMap<Facts, Table>;
  readonly views: ReadonlyMap<Section, RowsView>;
  readonly charts: ReadonlyMap<Section, SectionChart | null>;
  /** The key figures' values, by id. */
  readonly figures: ReadonlyMap<string, Cell>;
}

/** Finds out what of the rows of a report fits into its page. */
export async function layOutPage(
  rows: PageRows,
  report: PreparedReport,
  budget?: number,
): Promise<PageLayout> {
  const prepared = [...report.facts.values()];
  const tables = new Map<Facts, Table>();
  const packed: PackedTable[] = [];
  const views = new Map<Section, RowsView>();
  const charts = new Map<Section, SectionChart | null>();
  const figures = new Map<string, Cell>();
  for (const { facts } of prepared) {
    const own = await rows.of(facts);
    tables.set(facts, own.table);
    packed.push(await own.packed);
    for (const [section, { view, chart }] of own.sections) {
      views.set(section, view);
      charts.set(section, await chart);
    }
    for (const [id, value] of own.figures) figures.set(id, value);
  }
  const fitted = await fitTables(
    [...tables.values()],
    packed,
    report.sections.map((one) => ({
      section: one.section,
      table: prepared.indexOf(one.facts),
      view: viewOf({ views }, one),
    })),
    budget,
  );
  return { ...fitted, prepared, tables, views, charts, figures };
}

export function tableOf({ tables }: Pick<PageLayout, 'tables'>, facts: Facts): Table {
  const table = tables.get(facts);
  if (table === undefined) throw new Error(`${facts.sql} was not loaded`);
  return table;
}

export function viewOf({ views }: Pick<PageLayout, 'views'>, section: PreparedSection): RowsView {
  const view = views.get(section.section);
  if (view === undefined) throw new Error(`section ${section.section.id} was not computed`);
  return view;
}
