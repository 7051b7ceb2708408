import { setImmediate } from 'node:timers/promises';
import type { Database, Row } from '../duckdb/database.ts';
import { columnNumbers } from '../duckdb/column-numbers.ts';
import type { RawResult } from '../duckdb/raw-result.ts';
import { dropTempTable } from '../duckdb/write-select.ts';
import type { Column, Table } from './columns.ts';
import type { FactColumn, Facts } from './define-report.ts';
import { makeDictionary, type Dictionary } from './dictionaries.ts';
import { integerSql, isScalar } from './encode.ts';
import { dictionarySource, scalarSource, type FactPlace, type FactSource } from './fact-source.ts';
import { LookupTables } from './lookup-tables.ts';
import { reordered, sortByCodes } from './row-order.ts';
import { name } from './sql-fragments.ts';

/** Rows of facts in tables or views of the connection. */
export interface FactRows {
  readonly facts: Pick<Facts, 'columns'>;
  /** With all columns. */
  readonly relation: string;
  /** The same rows with numbers for what is looked up. */
  readonly numbers: string;
}

/**
 * Reads rows of facts into columns, each table in a total order of rows. The engine numbers the values
 * of each dictionary, so that every value crosses to us once and the rows are numbers only, no wider
 * than they need to be.
 */
export class FactsLoader {
  readonly #db: Database;
  readonly #lookups: LookupTables;
  #last: Promise<unknown> = Promise.resolve();

  constructor(db: Database, all: readonly Pick<Facts, 'columns'>[]) {
    this.#db = db;
    this.#lookups = new LookupTables(
      db,
      all.map(({ columns }) => columns),
    );
  }

  /** Ends when the engine has done its part; the table comes while it goes on, one after the other. */
  async load(one: FactRows): Promise<{ table: Promise<Table> }> {
    const numbers = await this.#read(one);
    const table = this.#last.then(() => tableOf(numbers));
    // Told where it is awaited, if it still is.
    this.#last = table.catch(() => undefined);
    return { table };
  }

  /** Drops the temporary tables. */
  async drop(): Promise<void> {
    await this.#lookups.drop();
  }

  async #read({ facts, relation, numbers }: FactRows): Promise<Numbers> {
    const columns = Object.entries(facts.columns);
    const limits = await readLimits(this.#db, columns, { relation, numbers });
    const rows = Number(limits['n']);
    const places = await this.#lookups.of(facts, numbers);
    const own: Dictionary[] = [];
    for (const [id, column] of columns) {
      if (column.lookup !== undefined) continue;
      if (isScalar(column.type)) places.set(id, { sql: `facts.${name(id)}` });
      else {
        const dictionary = await makeDictionary(this.#db, [numbers], id, column);
        own.push(dictionary);
        places.set(id, ownPlace(id, dictionary));
      }
    }
    const sources = columns.map(([id, { type }], index) => {
      const { sql = '', dictionary } = places.get(id) ?? {};
      if (dictionary !== undefined) return dictionarySource(type, sql, dictionary, rows);
      const least = Number(limits[`least${index}`] ?? 0);
      const greatest = Number(limits[`greatest${index}`] ?? -1);
      return scalarSource(type, integerSql(sql, type), { least, greatest }, rows);
    });
    const selected = sources.map(({ sql }, index) => `${sql} as n${index}`).join(', ');
    const joins = new Set([...places.values()].flatMap(({ join }) => join ?? []));
    const sql = `select ${selected} from ${numbers} as facts ${[...joins].join(' ')}`;
    const result = await this.#db.result(sql);
    for (const { relation: table } of own) await dropTempTable(this.#db, table);
    return { names: columns.map(([id]) => id), rows, sources, result };
  }
}

function ownPlace(id: string, dictionary: Dictionary): FactPlace {
  const { relation } = dictionary;
  const join = `left join ${relation} on ${relation}.${name(id)} = facts.${name(id)}`;
  return { sql: `${relation}.code`, join, dictionary };
}

/** How many rows there are, and between which numbers each scalar lies. */
async function readLimits(
  db: Database,
  columns: readonly (readonly [string, FactColumn])[],
  { relation, numbers }: Pick<FactRows, 'relation' | 'numbers'>,
): Promise<Row> {
  const scalars = columns.map(([, { type }]) => isScalar(type));
  const limits = columns.flatMap(([id, { type }], index) => {
    if (scalars[index] !== true) return [];
    const number = integerSql(name(id), type);
    return [
      `min(${number})::double as least${index}`,
      `max(${number})::double as greatest${index}`,
    ];
  });
  const isFound = columns.some(([, { lookup }], index) => lookup !== undefined && scalars[index]);
  const sql = `select ${['count(*)::double as n', ...limits].join(', ')} from ${isFound ? relation : numbers}`;
  const [row = {}] = await db.rows(sql);
  return row;
}

/** The numbers of a table, as the engine gives them. */
interface Numbers {
  /** Of the columns. */
  readonly names: readonly string[];
  readonly rows: number;
  readonly sources: readonly FactSource[];
  readonly result: RawResult;
}

/** Reads the rows as they come: the engine would sort them at length by all that they hold. */
async function tableOf({ names, rows, sources, result }: Numbers): Promise<Table> {
  let row = 0;
  for await (const chunk of result.chunks()) {
    for (const [index, { numbers }] of sources.entries()) {
      numbers.set(columnNumbers(chunk, index), row);
    }
    row += chunk.rowCount;
  }
  if (row !== rows) throw new Error(`${rows} rows of facts became ${row} by what they look up`);
  const columns: Column[] = [];
  for (const source of sources) {
    // The engine is heard, and given more to do.
    await setImmediate();
    columns.push(await source.column());
  }
  await setImmediate();
  const ordered = inTotalOrder(columns, rows);
  return { rows, columns: new Map(ordered.map((column, index) => [names[index] ?? '', column])) };
}

/** The same whatever order the engine gave; texts without a value first, other columns last. */
function inTotalOrder(columns: readonly Column[], rows: number): Column[] {
  const unknown = ({ values, top }: Column): number => (values === null ? top + 1 : 0);
  const order = sortByCodes(columns, null, rows, unknown);
  return columns.map((column) => reordered(column, order));
}
