import type { Column, Table } from './columns.ts';
import type { Section } from './define-report.ts';
import { dictionarySize, packSome } from './page-data.ts';
import type { RowsView } from './section-rows.ts';

/** Dictionaries with fewer entries than this stay whole: they are the filters. */
const smallDictionary = 2000;

/** Rows of which all texts stay in any case. */
export const fewest = 500;

export interface BudgetSection {
  readonly section: Section;
  /** Index of its table. */
  readonly table: number;
  readonly view: RowsView;
}

/** Whether a column has so many texts that not all of them may fit: they are packed when that is known. */
export function isGreat({ values }: Column): boolean {
  return values !== null && values.length > smallDictionary;
}

/** A column of which not all texts may stay. */
export interface GreatColumn {
  readonly column: Column;
  readonly values: NonNullable<Column['values']>;
  /** Sections that show it. */
  readonly views: readonly RowsView[];
  /** What other tables show of it in their very worst rows. */
  readonly linked: readonly number[];
}

/** The great columns of each table, by name. */
export function greatColumns(
  tables: readonly Table[],
  sections: readonly BudgetSection[],
): Map<string, GreatColumn>[] {
  const found = tables.map((table, index) => {
    const own = new Map<string, Omit<GreatColumn, 'linked'>>();
    for (const [name, column] of table.columns) {
      const { values } = column;
      if (values === null || !isGreat(column)) continue;
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
    for (const row of view.factRows().subarray(0, worst)) yield column.codes[row] ?? 0;
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

/** The texts that the worst rows show, packed. */
export function shownTexts(great: GreatColumn, worst: number): Promise<string> {
  const isKept = new Uint8Array(great.values.length + 1);
  for (const code of shownCodes(great, worst)) isKept[code] = 1;
  for (const code of great.linked) isKept[code] = 1;
  return packSome(great.values, isKept);
}

/** About how many bytes all texts of these columns take. */
export async function textSize(
  great: readonly ReadonlyMap<string, GreatColumn>[],
): Promise<number> {
  const sizes = great.flatMap((own) =>
    [...own.values()].map(({ values }) => dictionarySize(values)),
  );
  return (await Promise.all(sizes)).reduce((total, one) => total + one, 0);
}
