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
 * figure keeps working, and texts remain only where one of the worst N rows of a section shows them: in
 * all tables, so that what is chosen in one section is known to the others.
 */
export async function fitTables(
  tables: readonly Table[],
  packed: readonly PackedTable[],
  sections: readonly BudgetSection[],
  budget = dataBudget,
): Promise<Fitted> {
  const full = size(packed);
  if (full <= budget) return { packed, cut: new Set() };
  const trimmedTo = (worst: number): Promise<PackedTable[]> => {
    const shown = shownTexts(tables, sections, worst);
    return Promise.all(packed.map((one, index) => trimTable(one, tables[index], shown)));
  };
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

function isGreat(column: Column | undefined): column is Column {
  return column?.values != null && column.values.length > smallDictionary;
}

/** The same table with only those texts of its great dictionaries that are shown somewhere. */
async function trimTable(
  packed: PackedTable,
  table: Table | undefined,
  shown: Shown,
): Promise<PackedTable> {
  const columns = packed.columns.map(async (one) => {
    const column = table?.columns.get(one.name);
    if (!isGreat(column)) return one;
    const own = shown.get(one.name);
    const values = column.values?.map((value) => (own?.has(value) === true ? value : undefined));
    return { ...one, dictionary: await packDictionary(values ?? []) };
  });
  return { ...packed, columns: await Promise.all(columns) };
}

/** Values by the name of their column. */
type Shown = ReadonlyMap<string, ReadonlySet<Cell | undefined>>;

/** What the worst rows of all sections show of great dictionaries. */
function shownTexts(
  tables: readonly Table[],
  sections: readonly BudgetSection[],
  worst: number,
): Shown {
  const shown = new Map<string, Set<Cell | undefined>>();
  for (const { section, table, view } of sections) {
    const columns = tables[table]?.columns ?? new Map<string, Column>();
    const names = section.kind === 'rows' ? (section.columns ?? [...columns.keys()]) : section.by;
    for (const name of names) {
      const column = columns.get(name);
      if (!isGreat(column)) continue;
      const own = shown.get(name) ?? new Set();
      shown.set(name, own);
      for (let row = 0; row < Math.min(worst, view.length); row++) {
        own.add(column.values?.[(column.codes[view.factRow(row)] ?? 0) - 1]);
      }
    }
  }
  return shown;
}
