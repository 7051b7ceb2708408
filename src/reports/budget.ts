import type { Column, Table } from './columns.ts';
import type { Section } from './define-report.ts';
import { packedSize, packSome } from './page-data.ts';
import type { PackedColumn, PackedTable } from './packed.ts';
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
 * figure keeps working, and texts remain only where one of the worst N rows of a section shows them.
 * Those of its very worst remain in all tables, so that what is chosen there is known to the others.
 */
export async function fitTables(
  tables: readonly Table[],
  packed: readonly PackedTable[],
  sections: readonly BudgetSection[],
  budget = dataBudget,
): Promise<Fitted> {
  const full = size(packed);
  if (full <= budget) return { packed, cut: new Set() };
  const great = greatColumns(tables, sections);
  const trimmedTo = (worst: number): Promise<PackedTable[]> =>
    Promise.all(
      packed.map(async (one, index) => ({
        ...one,
        columns: await Promise.all(
          one.columns.map((column) => trimColumn(column, great[index]?.get(column.name), worst)),
        ),
      })),
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

/** A column of which not all texts may stay. */
interface GreatColumn {
  readonly column: Column;
  readonly values: NonNullable<Column['values']>;
  /** Sections that show it. */
  readonly views: readonly RowsView[];
  /** What other tables show of it in their very worst rows. */
  readonly linked: readonly number[];
}

/** The great columns of each table, by name. */
function greatColumns(
  tables: readonly Table[],
  sections: readonly BudgetSection[],
): Map<string, GreatColumn>[] {
  const found = tables.map((table, index) => {
    const own = new Map<string, Omit<GreatColumn, 'linked'>>();
    for (const [name, column] of table.columns) {
      const { values } = column;
      if (values === null || values.length <= smallDictionary) continue;
      const views = sections
        .filter(({ table: place, section }) => place === index && shows(section, name))
        .map(({ view }) => view);
      own.set(name, { column, values, views });
    }
    return own;
  });
  return found.map((own) => {
    const linked = [...own].map(([name, one]): [string, GreatColumn] => {
      const others = found.flatMap((other) => (other === own ? [] : (other.get(name) ?? [])));
      return [name, { ...one, linked: others.flatMap((other) => codesOf(one, other)) }];
    });
    return new Map(linked);
  });
}

function shows(section: Section, name: string): boolean {
  return (section.kind === 'rows' ? (section.columns ?? [name]) : section.by).includes(name);
}

/** The codes of what another table shows of a column in its very worst rows. */
function codesOf(
  { values }: Pick<GreatColumn, 'values'>,
  other: Omit<GreatColumn, 'linked'>,
): number[] {
  const texts = new Set<string>();
  for (const code of shownCodes(other, fewest)) {
    const value = other.values[code - 1];
    if (typeof value === 'string') texts.add(value);
  }
  return [...texts].map((text) => codeOf(values, text)).filter((code) => code > 0);
}

/** The codes in the worst rows of the sections that show a column. */
function* shownCodes(
  { column, views }: Omit<GreatColumn, 'linked'>,
  worst: number,
): Iterable<number> {
  for (const view of views) {
    for (let row = 0; row < Math.min(worst, view.length); row++) {
      yield column.codes[view.factRow(row)] ?? 0;
    }
  }
}

/** The code of a text in an ascending dictionary; 0 where it is not found. */
function codeOf(values: NonNullable<Column['values']>, wanted: string): number {
  let from = 0;
  let until = values.length;
  while (from < until) {
    const middle = (from + until) >> 1;
    // The engine puts rare signs in another order than we do: a text that is missed is not linked.
    if (String(values[middle]) < wanted) from = middle + 1;
    else until = middle;
  }
  return values[from] === wanted ? from + 1 : 0;
}

/** The same column with only those texts that the worst rows show. */
async function trimColumn(
  packed: PackedColumn,
  great: GreatColumn | undefined,
  worst: number,
): Promise<PackedColumn> {
  if (great === undefined) return packed;
  const isKept = new Uint8Array(great.values.length + 1);
  for (const code of shownCodes(great, worst)) isKept[code] = 1;
  for (const code of great.linked) isKept[code] = 1;
  return { ...packed, dictionary: await packSome(great.values, isKept) };
}
