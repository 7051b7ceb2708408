import { setImmediate } from 'node:timers/promises';
import type { Database, Row } from '../duckdb/database.ts';
import { allNumbers } from '../duckdb/column-numbers.ts';
import type { RawResult } from '../duckdb/raw-result.ts';
import { dropTempTables } from '../duckdb/write-select.ts';
import type { Codes, Column, Table } from './columns.ts';
import { columnOf } from './condition-mask.ts';
import type { FactColumn, Facts } from './define-report.ts';
import { makeDictionaries } from './dictionaries.ts';
import { codesFor, integerSql, isScalar } from './encode.ts';
import { codeSql, dictionarySource, scalarSource, type FactSource } from './fact-source.ts';
import { lookedUpColumns, type LookedUp } from './looked-up-columns.ts';
import { LookupTables, type LookupTable } from './lookup-tables.ts';
import { numberedColumn } from './numbered.ts';
import { reordered, sortingByCodes, unknownFirst } from './row-order.ts';
import { identifierSql } from './sql-fragments.ts';

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
  readonly #temporary: string[] = [];
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
    const rows = await this.#read(one);
    const table = this.#last.then(() => tableOf(rows));
    // Whoever awaits it sees the error; without this, Node would stop at an unhandled rejection.
    this.#last = table.catch(() => undefined);
    return { table };
  }

  /** Drops the temporary tables. */
  async drop(): Promise<void> {
    await dropTempTables(this.#db, this.#temporary);
    await this.#lookups.drop();
  }

  async #read({ facts, numbers }: FactRows): Promise<Rows> {
    const columns = Object.entries(facts.columns);
    const own = columns.filter(([, { lookup }]) => lookup === undefined);
    const limits = await readLimits(this.#db, own, numbers);
    const rows = Number(limits['n']);
    const joins: string[] = [];
    const texts = own.filter(([, { type }]) => !isScalar(type));
    const dictionaries = await makeDictionaries(
      this.#db,
      texts.map(([id, column]) => ({ from: [numbers], id, column })),
    );
    const sources = new Map<string, FactSource>();
    for (const [index, [id, column]] of own.entries()) {
      const { type } = column;
      const dictionary = dictionaries[texts.findIndex(([text]) => text === id)];
      if (dictionary === undefined) {
        const least = Number(limits[`least${index}`] ?? 0);
        const greatest = Number(limits[`greatest${index}`] ?? -1);
        const isFull = limits[`known${index}`] === rows;
        const integer = integerSql(`facts.${identifierSql(id)}`, type);
        sources.set(id, scalarSource(type, integer, { least, greatest, isFull }, rows));
        continue;
      }
      const { relation } = dictionary;
      const source = dictionarySource(type, `${relation}.code`, dictionary, rows);
      sources.set(id, source);
      if (source.sql === null) continue;
      joins.push(
        `left join ${relation} on ${relation}.${identifierSql(id)} = facts.${identifierSql(id)}`,
      );
    }
    const lookups: Lookup[] = [];
    for (const table of await this.#lookups.of(facts, numbers)) {
      joins.push(table.join);
      lookups.push({ table, places: codesFor(table.size, rows) });
    }
    const read: [sql: string, numbers: Codes][] = lookups.map(({ table, places }) => [
      codeSql(table.place, places),
      places,
    ]);
    for (const one of sources.values()) if (one.sql !== null) read.push([one.sql, one.numbers]);
    const selected = read.map(([sql], index) => `${sql} as n${index}`);
    const sql = `select ${selected.join(', ') || 'true'} from ${numbers} as facts ${joins.join(' ')}`;
    const result = await this.#db.result(sql);
    this.#temporary.push(...dictionaries.map(({ relation }) => relation));
    const into = read.map(([, numbers]) => numbers);
    return { names: columns.map(([id]) => id), rows, sources, lookups, result, into };
  }
}

/** How many rows there are, and between which numbers each scalar lies. */
async function readLimits(
  db: Database,
  columns: readonly (readonly [string, FactColumn])[],
  numbers: string,
): Promise<Row> {
  const limits = columns.flatMap(([id, { type }], index) => {
    if (!isScalar(type)) return [];
    const number = integerSql(identifierSql(id), type);
    return [
      `min(${number})::double as least${index}`,
      `max(${number})::double as greatest${index}`,
      `count(${identifierSql(id)})::double as known${index}`,
    ];
  });
  const sql = `select ${['count(*)::double as n', ...limits].join(', ')} from ${numbers}`;
  const [row = {}] = await db.rows(sql);
  return row;
}

/** The rows of a table, as the engine gives them. */
interface Rows {
  /** Of the columns. */
  readonly names: readonly string[];
  readonly rows: number;
  /** The columns that are not looked up, by name. */
  readonly sources: ReadonlyMap<string, FactSource>;
  readonly lookups: readonly Lookup[];
  /** The places of the lookups, and the numbers of the sources that are read. */
  readonly result: RawResult;
  /** Where these go. */
  readonly into: readonly Codes[];
}

interface Lookup {
  readonly table: LookupTable;
  readonly places: Codes;
}

/** Reads the rows as they come: the engine would sort them at length by all that they hold. */
async function tableOf({ names, rows, sources, lookups, result, into }: Rows): Promise<Table> {
  await allNumbers(result, into);
  const own = new Map<string, Column>();
  for (const [id, source] of sources) {
    // Between steps the engine is heard, and given more to do.
    await setImmediate();
    own.set(id, await source.column());
  }
  const found: LookedUp[] = [];
  for (const { table, places } of lookups) {
    await setImmediate();
    found.push(await lookedUpColumns(table, places));
  }
  await setImmediate();
  const order = await totalOrder([...found.map(numberColumn), ...own.values()], rows);
  for (const [id, column] of own) own.set(id, reordered(column, order));
  for (const one of found) {
    await setImmediate();
    const { codes: numbers } = reordered(numberColumn(one), order);
    for (const [id, column] of one.columns) {
      own.set(id, numberedColumn(column, { numbers, codes: column.codes }));
    }
  }
  return { rows, columns: new Map(names.map((id) => [id, columnOf({ columns: own }, id)])) };
}

function numberColumn({ numbers, count }: LookedUp): Column {
  return { type: 'integer', codes: numbers, top: count, base: 1, unit: 1, values: null };
}

/** The same whatever order the engine gave. */
async function totalOrder(columns: readonly Column[], rows: number): Promise<Int32Array> {
  const steps = sortingByCodes(columns, null, rows, unknownFirst);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    await setImmediate();
  }
}
