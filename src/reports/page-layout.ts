import { fitTables, type Fitted } from './budget.ts';
import type { Table } from './columns.ts';
import type { Facts, Section } from './define-report.ts';
import type { PackedTable } from './packed.ts';
import type { FactsShown, PageRows } from './page-rows.ts';
import type { PreparedFacts, PreparedReport, PreparedSection } from './prepare-report.ts';
import type { RowsView } from './section-rows.ts';

/** What a page will hold: its rows, read, ordered and fitted into it. */
export interface PageLayout extends Fitted {
  readonly prepared: readonly PreparedFacts[];
  readonly tables: ReadonlyMap<Facts, Table>;
  readonly views: ReadonlyMap<Section, RowsView>;
  readonly shown: Promise<FactsShown>;
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
  const shown: Promise<FactsShown>[] = [];
  for (const { facts } of prepared) {
    const own = await rows.of(facts);
    tables.set(facts, own.table);
    packed.push(await own.packed);
    for (const [section, view] of own.views) views.set(section, view);
    shown.push(own.shown);
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
  return { ...fitted, prepared, tables, views, shown: allShown(shown) };
}

function allShown(all: readonly Promise<FactsShown>[]): Promise<FactsShown> {
  const shown = Promise.all(all).then((parts) => ({
    charts: new Map(parts.flatMap(({ charts }) => [...charts])),
    figures: new Map(parts.flatMap(({ figures }) => [...figures])),
  }));
  // Whoever awaits it sees the error; without this, Node would stop at an unhandled rejection.
  shown.catch(() => undefined);
  return shown;
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
