import type { Table } from './columns.ts';
import {
  fewest,
  greatColumns,
  shownTexts,
  textSize,
  type BudgetSection,
  type GreatColumn,
} from './great-columns.ts';
import { packDictionary, packedSize } from './page-data.ts';
import type { PackedTable } from './packed.ts';

/** Bytes of base64 that the rows of one page may take: 10 MB less the script, drawings and tables. */
const dataBudget = 8_000_000;

export interface Fitted {
  readonly packed: readonly PackedTable[];
  /** Ids of sections of which only the worst rows are here. */
  readonly cut: ReadonlySet<string>;
}

/**
 * Makes the tables of a page fit, packed without the dictionaries of great columns. Beyond the budget the
 * codes of all rows stay, so that every figure keeps working, and texts remain only where one of the worst N
 * rows of a section shows them. Texts of its first 500 rows stay in every table, so a value picked there can
 * filter the others.
 */
export async function fitTables(
  tables: readonly Table[],
  packed: readonly PackedTable[],
  sections: readonly BudgetSection[],
  budget = dataBudget,
): Promise<Fitted> {
  const great = greatColumns(tables, sections);
  const withTexts = (textsOf: (column: GreatColumn) => Promise<string>): Promise<PackedTable[]> =>
    Promise.all(
      packed.map(async (one, index) => ({
        ...one,
        columns: await Promise.all(
          one.columns.map(async (column) => {
            const own = great[index]?.get(column.name);
            return own === undefined ? column : { ...column, dictionary: await textsOf(own) };
          }),
        ),
      })),
    );
  const trimmedTo = (worst: number): Promise<PackedTable[]> =>
    withTexts((column) => shownTexts(column, worst));
  const full = size(packed) + (await textSize(great));
  // To pack all texts takes long: only where they may fit.
  if (full * 0.7 <= budget) {
    const whole = await withTexts(({ values }) => packDictionary(values));
    if (size(whole) <= budget) return { packed: whole, cut: new Set() };
  }
  const cutAt = (worst: number): ReadonlySet<string> =>
    new Set(sections.filter(({ view }) => view.length > worst).map(({ section }) => section.id));
  const smallest = await trimmedTo(fewest);
  const most = Math.max(...sections.map(({ view }) => view.length), fewest);
  // Texts grow about evenly with the rows, so one guess, a little low, mostly fits.
  const part = (budget - size(smallest)) / Math.max(1, full - size(smallest));
  for (
    let worst = round(most * Math.min(1, part) * 0.8);
    worst > fewest;
    worst = round(worst / 2)
  ) {
    const smaller = await trimmedTo(worst);
    if (size(smaller) <= budget) return { packed: smaller, cut: cutAt(worst) };
  }
  return { packed: smallest, cut: cutAt(fewest) };
}

function round(rows: number): number {
  return Math.floor(rows / 500) * 500;
}

function size(packed: readonly PackedTable[]): number {
  return packed.reduce((total, table) => total + packedSize(table), 0);
}
