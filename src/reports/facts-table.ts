import type { Database, Row } from '../duckdb/database.ts';
import { columnNumbers } from '../duckdb/column-numbers.ts';
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
  try {
    for (const one of all) yield [one, await loadTable(db, one, dictionaries)];
  } finally {
    await dictionaries.drop();
  }
}

async function loadTable(
  db: Database,
  { facts, relation }: FactRows,
  dictionaries: Dictionaries,
): Promise<Table> {
  const columns = Object.entries(facts.columns);
  const limits = await readLimits(db, columns, relation);
  const rows = Number(limits['n']);
  const sources = new Map<string, FactSource>();
  for (const [index, [id, column]] of columns.entries()) {
    const source = isScalar(column.type)
      ? scalarSource(
          column.type,
          integerSql(`facts.${name(id)}`, column.type),
          {
            least: Number(limits[`least${index}`] ?? 0),
            greatest: Number(limits[`greatest${index}`] ?? -1),
          },
          rows,
        )
      : dictionarySource(column.type, name(id), await dictionaries.of(id, column), rows);
    sources.set(id, source);
  }
  await readNumbers(db, relation, [...sources.values()]);
  const loaded = [...sources].map(([id, source]) => [id, source.column()] as const);
  return { rows, columns: new Map(inTotalOrder(loaded, rows)) };
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
function inTotalOrder(
  columns: readonly (readonly [string, Column])[],
  rows: number,
): (readonly [string, Column])[] {
  const order = sortByCodes(
    columns.map(([, column]) => column),
    null,
    rows,
    ({ values, top }) => (values === null ? top + 1 : 0),
  );
  return columns.map(([id, column]) => [id, reordered(column, order)]);
}
