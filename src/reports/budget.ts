import type { Cell, Column, Table } from './columns.ts';
import type { Section } from './define-report.ts';
import { packDictionary, packedSize } from './page-data.ts';
import type { PackedTable } from './packed.ts';
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
  readonly packed: readonly PackedTable[];
  /** Ids of sections of which only the worst rows are here. */
  readonly cut: ReadonlySet<string>;
}

/**
 * Makes the packed tables of a page fit. Beyond the budget the codes of all rows stay, so that every
 * figure and filter keeps working, and texts remain only where one of the worst N rows of a section
 * shows them.
 */
export async function fitTables(
  tables: readonly Table[],
  packed: readonly PackedTable[],
  sections: readonly BudgetSection[],
  budget = dataBudget,
): Promise<Fitted> {
  const full = size(packed);
  if (full <= budget) return { packed, cut: new Set() };
  const trimmedTo = (worst: number): Promise<PackedTable[]> =>
    Promise.all(
      packed.map((one, index) => {
        const own = sections.filter(({ table }) => table === index);
        return trimTable(one, tables[index], own, worst);
      }),
    );
  const cutAt = (worst: number): ReadonlySet<string> =>
    new Set(sections.filter(({ view }) => view.length > worst).map(({ section }) => section.id));
  const smallest = await trimmedTo(fewest);
  const most = Math.max(...sections.map(({ view }) => view.length), fewest);
  // Texts grow about evenly with the rows, so one guess, a little low, mostly fits.
  const part = Math.max(0, (budget - size(smallest)) / (full - size(smallest)));
  for (let worst = round(most * part * 0.8); worst > fewest; worst = round(worst / 2)) {
    const smaller = await trimmedTo(worst);
    if (size(smaller) <= budget) return { packed: smaller, cut: cutAt(worst) };
  }
  return { packed: smallest, cut: cutAt(fewest) };
}

/** Rows that stay in any case. */
const fewest = 500;

function round(rows: number): number {
  return Math.floor(rows / 500) * 500;
}

function size(packed: readonly PackedTable[]): number {
  return packed.reduce((total, table) => total + packedSize(table), 0);
}

/** Dictionaries with fewer entries than this stay whole: they are the filters. */
const smallDictionary = 2000;

/** The same table with only those texts of its great dictionaries that the worst rows show. */
async function trimTable(
  packed: PackedTable,
  table: Table | undefined,
  sections: readonly BudgetSection[],
  worst: number,
): Promise<PackedTable> {
  const columns = packed.columns.map(async (one) => {
    const column = table?.columns.get(one.name);
    if (column?.values == null || column.values.length <= smallDictionary) return one;
    return { ...one, dictionary: await packDictionary(trimmed(one.name, column, sections, worst)) };
  });
  return { ...packed, columns: await Promise.all(columns) };
}

function trimmed(
  name: string,
  column: Column,
  sections: readonly BudgetSection[],
  worst: number,
): (Cell | undefined)[] {
  const values = new Array<Cell | undefined>(column.values?.length ?? 0).fill(undefined);
  for (const { section, view } of sections) {
    const shown = section.kind === 'rows' ? (section.columns ?? [name]) : section.by;
    if (!shown.includes(name)) continue;
    for (let row = 0; row < Math.min(worst, view.length); row++) {
      const code = column.codes[view.factRow(row)] ?? 0;
      if (code > 0) values[code - 1] = column.values?.[code - 1];
    }
  }
  return values;
}
