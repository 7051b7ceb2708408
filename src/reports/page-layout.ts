import type { Database } from '../duckdb/database.ts';
import { fitTables, type Fitted } from './budget.ts';
import type { Table } from './columns.ts';
import type { Facts } from './define-report.ts';
import { loadFactsTables } from './facts-table.ts';
import type { PackedTable } from './packed.ts';
import { packTable } from './page-data.ts';
import {
  withSingles,
  type PreparedFacts,
  type PreparedReport,
  type PreparedSection,
} from './prepare-report.ts';
import { sectionView, type RowsView } from './section-rows.ts';

/** What a page will hold: its rows, read, ordered and fitted into it. */
export interface PageLayout extends Fitted {
  readonly prepared: readonly PreparedFacts[];
  readonly tables: ReadonlyMap<Facts, Table>;
  readonly views: ReadonlyMap<PreparedSection, RowsView>;
}

/** Reads the facts of a report and finds out what fits into its page; the engine is not needed after that. */
export async function layOutPage(
  db: Database,
  report: PreparedReport,
  budget?: number,
): Promise<PageLayout> {
  const prepared = [...report.facts.values()];
  const tables = new Map<Facts, Table>();
  const packing: Promise<PackedTable>[] = [];
  for await (const [{ facts }, table] of loadFactsTables(db, prepared)) {
    tables.set(facts, table);
    // Compressing goes on beside what follows.
    packing.push(packTable(table));
  }
  const views = new Map(
    report.sections.map((one) => [
      one,
      sectionView(one.section, tableOf({ tables }, one.section.facts), null),
    ]),
  );
  const fitted = await fitTables(
    prepared.map(({ facts }) => tableOf({ tables }, facts)),
    await Promise.all(packing),
    report.sections.map((one) => ({
      section: one.section,
      table: prepared.indexOf(one.facts),
      view: viewOf({ views }, one),
    })),
    budget,
  );
  return { ...fitted, prepared, tables, views };
}

/** The section with SQL for its rows that does no more than it must. */
export function leanSection(layout: PageLayout, one: PreparedSection): PreparedSection {
  const { section } = one;
  const isWhole =
    section.kind === 'groups' && section.where === undefined && section.always === undefined;
  const rows = tableOf(layout, section.facts).rows;
  return isWhole && viewOf(layout, one).length === rows ? withSingles(one) : one;
}

export function tableOf({ tables }: Pick<PageLayout, 'tables'>, facts: Facts): Table {
  const table = tables.get(facts);
  if (table === undefined) throw new Error(`${facts.sql} was not loaded`);
  return table;
}

export function viewOf({ views }: Pick<PageLayout, 'views'>, section: PreparedSection): RowsView {
  const view = views.get(section);
  if (view === undefined) throw new Error(`section ${section.section.id} was not computed`);
  return view;
}
