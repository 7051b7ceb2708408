import type { Database } from '../duckdb/database.ts';
import { fitTables, type Fitted } from './budget.ts';
import type { Table } from './columns.ts';
import type { Facts, Report, Section } from './define-report.ts';
import { FactsLoader, type FactRows } from './facts-table.ts';
import { allFacts } from './load-reports.ts';
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
  readonly views: ReadonlyMap<Section, RowsView>;
}

/** The rows of a page as they come, fact by fact, while the engine goes on with the next ones. */
export class PageRows {
  readonly #loader: FactsLoader;
  readonly #sections: readonly Section[];
  readonly #made = new Map<Facts, Promise<LaidOutFacts>>();

  constructor(db: Database, report: Report) {
    this.#loader = new FactsLoader(db, allFacts(report));
    this.#sections = report.sections;
  }

  /** Ends when the engine has done its part. */
  async add(one: FactRows & { readonly facts: Facts }): Promise<void> {
    const { table } = await this.#loader.load(one);
    const made = table.then((rows) => this.#layOut(one.facts, rows));
    // Told where it is awaited, if it still is.
    made.catch(() => undefined);
    this.#made.set(one.facts, made);
  }

  async of(facts: Facts): Promise<LaidOutFacts> {
    const made = this.#made.get(facts);
    if (made === undefined) throw new Error(`${facts.sql} was not loaded`);
    return made;
  }

  async drop(): Promise<void> {
    await this.#loader.drop();
  }

  #layOut(facts: Facts, table: Table): LaidOutFacts {
    const views = new Map<Section, RowsView>();
    for (const section of this.#sections) {
      if (section.facts === facts) views.set(section, sectionView(section, table, null));
    }
    // Compressing goes on beside what follows.
    return { table, views, packed: packTable(table) };
  }
}

interface LaidOutFacts {
  readonly table: Table;
  readonly views: ReadonlyMap<Section, RowsView>;
  readonly packed: Promise<PackedTable>;
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
  for (const { facts } of prepared) {
    const made = await rows.of(facts);
    tables.set(facts, made.table);
    packed.push(await made.packed);
    for (const [section, view] of made.views) views.set(section, view);
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
  const view = views.get(section.section);
  if (view === undefined) throw new Error(`section ${section.section.id} was not computed`);
  return view;
}
