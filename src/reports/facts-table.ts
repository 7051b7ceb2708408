import type { Database, Row } from '../duckdb/database.ts';
import { columnNumbers } from '../duckdb/column-numbers.ts';
import { allSettled } from '../support/all-settled.ts';
import type { Column, Table } from './columns.ts';
import type { FactColumn } from './define-report.ts';
import { Dictionaries, type FactRows } from './dictionaries.ts';
import { integerSql, isScalar } from './encode.ts';
import { dictionarySource, scalarSource, type FactSource } from './fact-source.ts';
import { reordered, sortByCodes } from './row-order.ts';
import { name } from './sql-fragments.ts';

/**
 * Reads rows of facts into columns, one table after the other, each in a total order of rows. The engine
 * numbers the values of each dictionary, so that every value crosses to us once and the rows are numbers
 * only, no wider than they need to be.
 */
export async function* loadFactsTables<T extends FactRows>(
  db: Database,
  all: readonly T[],
): AsyncGenerator<readonly [T, Table]> {
  const dictionaries = new Dictionaries(db, all);
  const read = (one: T | undefined): Promise<Numbers | null> => {
    const reading = one === undefined ? Promise.resolve(null) : readTable(db, one, dictionaries);
    // Told where it is awaited, if it still is.
    reading.catch(() => undefined);
    return reading;
  };
  let next = read(all[0]);
  try {
    for (const [index, one] of all.entries()) {
      const numbers = await next;
      // The engine reads the next table while we order this one.
      next = read(all[index + 1]);
      if (numbers !== null) yield [one, ordered(one, numbers)];
    }
  } finally {
    await next.catch(() => undefined);
    await dictionaries.drop();
  }
}

/** The numbers of a table, as the engine gave them. */
interface Numbers {
  readonly rows: number;
  /** Of each column. */
  readonly sources: readonly FactSource[];
}

async function readTable(
  db: Database,
  { facts, relation }: FactRows,
  dictionaries: Dictionaries,
): Promise<Numbers> {
  const columns = Object.entries(facts.columns);
  const limits = await readLimits(db, columns, relation);
  const rows = Number(limits['n']);
  // The engine makes the next dictionary while we read one.
  const sources = await allSettled(
    columns.map(async ([id, column], index) => {
      if (!isScalar(column.type)) {
        return dictionarySource(column.type, name(id), await dictionaries.of(id, column), rows);
      }
      const least = Number(limits[`least${index}`] ?? 0);
      const greatest = Number(limits[`greatest${index}`] ?? -1);
      const integer = integerSql(`facts.${name(id)}`, column.type);
      return scalarSource(column.type, integer, { least, greatest }, rows);
    }),
  );
  await readNumbers(db, relation, sources);
  return { rows, sources };
}

function ordered({ facts }: FactRows, { rows, sources }: Numbers): Table {
  const names = Object.keys(facts.columns);
  const loaded = inTotalOrder(
    sources.map((source) => source.column()),
    rows,
  );
  return { rows, columns: new Map(loaded.map((column, index) => [names[index] ?? '', column])) };
}

/** How many rows there are, and between which numbers each scalar lies. */
async function readLimits(
  db: Database,
  columns: readonly (readonly [string, FactColumn])[],
  relation: string,
): Promise<Row> {
  const limits = columns.flatMap(([id, { type }], index) => {
    if (!isScalar(type)) return [];
    const number = integerSql(name(id), type);
    return [
      `min(${number})::double as least${index}`,
      `max(${number})::double as greatest${index}`,
    ];
  });
  const sql = `select ${['count(*)::double as n', ...limits].join(', ')} from ${relation}`;
  const [row = {}] = await db.rows(sql);
  return row;
}

/** Reads the rows as they come: the engine would sort them at length by all that they hold. */
async function readNumbers(
  db: Database,
  relation: string,
  sources: readonly FactSource[],
): Promise<void> {
  const selected = sources.map(({ sql }, index) => `${sql} as n${index}`).join(', ');
  const joins = sources.flatMap(({ join }) => join ?? []).join(' ');
  const raw = await db.result(`select ${selected} from ${relation} as facts ${joins}`);
  let row = 0;
  for await (const chunk of raw.chunks()) {
    for (const [index, { numbers }] of sources.entries()) {
      numbers.set(columnNumbers(chunk, index), row);
    }
    row += chunk.rowCount;
  }
}

/** The same whatever order the engine gave; texts without a value first, other columns last. */
function inTotalOrder(columns: readonly Column[], rows: number): Column[] {
  const unknown = ({ values, top }: Column): number => (values === null ? top + 1 : 0);
  const order = sortByCodes(columns, null, rows, unknown);
  return columns.map((column) => reordered(column, order));
}
