import type { Cell, Column, Table } from './columns.ts';
import type { Section } from './define-report.ts';
import type { RowsView } from './section-rows.ts';

/** Bytes of base64 that the rows of one page may take: 10 MB less the script, drawings and tables. */
const dataBudget = 8_000_000;

export interface BudgetSection {
  readonly section: Section;
  /** Index of its table. */
  readonly table: number;
  readonly view: RowsView;
}

export interface Fitted {
  readonly packed: readonly string[];
  /** Ids of sections of which only the worst rows are here. */
  readonly cut: ReadonlySet<string>;
}

/**
 * Packs the tables of a page. Beyond the budget the codes of all rows stay, so that every figure and
 * filter keeps working, and texts remain only where one of the worst N rows of a section shows them.
 */
export function fitTables(
  tables: readonly Table[],
  sections: readonly BudgetSection[],
  pack: (table: Table) => string,
  budget = dataBudget,
): Fitted {
  const packed = tables.map(pack);
  const full = size(packed);
  if (full <= budget) return { packed, cut: new Set() };
  const trimmedTo = (worst: number): string[] =>
    tables.map((table, index) =>
      pack(
        trimTable(
          table,
          sections.filter((one) => one.table === index),
          worst,
        ),
      ),
    );
  const cutAt = (worst: number): ReadonlySet<string> =>
    new Set(sections.filter(({ view }) => view.length > worst).map(({ section }) => section.id));
  const smallest = trimmedTo(fewest);
  const most = Math.max(...sections.map(({ view }) => view.length), fewest);
  // Texts grow about evenly with the rows, so one guess, a little low, mostly fits.
  const part = Math.max(0, (budget - size(smallest)) / (full - size(smallest)));
  for (let worst = round(most * part * 0.8); worst > fewest; worst = round(worst / 2)) {
    const smaller = trimmedTo(worst);
    if (size(smaller) <= budget) return { packed: smaller, cut: cutAt(worst) };
  }
  return { packed: smallest, cut: cutAt(fewest) };
}

/** Rows that stay in any case. */
const fewest = 500;

function round(rows: number): number {
  return Math.floor(rows / 500) * 500;
}

function size(packed: readonly string[]): number {
  return packed.reduce((total, text) => total + text.length, 0);
}

/** Dictionaries with fewer entries than this stay whole: they are the filters. */
const smallDictionary = 2000;

function trimTable(table: Table, sections: readonly BudgetSection[], worst: number): Table {
  const columns = new Map<string, Column>();
  for (const [name, column] of table.columns) {
    if (column.values === null || column.values.length <= smallDictionary) {
      columns.set(name, column);
      continue;
    }
    const kept = new Set<number>();
    for (const { section, view } of sections) {
      const shown = section.kind === 'rows' ? (section.columns ?? [name]) : section.by;
      if (!shown.includes(name)) continue;
      for (let row = 0; row < Math.min(worst, view.length); row++) {
        kept.add(column.codes[view.factRow(row)] ?? 0);
      }
    }
    const values: (Cell | undefined)[] = column.values.map((value, index) =>
      kept.has(index + 1) ? value : undefined,
    );
    columns.set(name, { ...column, values });
  }
  return { rows: table.rows, columns };
}
