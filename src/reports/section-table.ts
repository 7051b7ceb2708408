import { createNumberTable } from '../duckdb/number-table.ts';
import { createTempTable, dropTempTable } from '../duckdb/write-select.ts';
import type { Database } from '../duckdb/database.ts';
import { formulaGuarded } from '../support/output/csv-cell.ts';
import type { Column } from './columns.ts';
import { csvCellSql, isExact, valueSql } from './figure-sql.ts';
import type { RowsView } from './section-rows.ts';
import type { SectionColumn } from './section-sql.ts';
import { name } from './sql-fragments.ts';

/** The rows of a section as SELECTs, in their order. */
export interface SectionTable {
  /** Each column in its type. */
  readonly values: string;
  /** Each cell as CSV has it; null where the engine would write one otherwise than we do. */
  readonly csv: string | null;
}

type Values = NonNullable<Column['values']>;

/** The texts of a dictionary, in its order, as the one cell of a table each. */
interface TextLists {
  readonly values: string;
  /** As CSV has them. */
  readonly cells: string;
  /** What the engine puts into quotes, and we do not. */
  readonly hasHash: boolean;
}

let relations = 0;

/** Unit separator: what a log could hardly hold. */
const separator = '\u001f';

/**
 * Sections as tables of the engine, made of what a page has of them already: their rows, worked out and in
 * order. The engine would group and sort them by their texts once more.
 */
export class SectionTables {
  readonly #db: Database;
  readonly #raw: boolean;
  readonly #lists = new Map<Values, TextLists | null>();
  readonly #temporary: string[] = [];

  /** `raw` leaves text in CSV as it is, formulas too. */
  constructor(db: Database, raw: boolean) {
    this.#db = db;
    this.#raw = raw;
  }

  /** The rows of a view; null where numbers of this language, or the texts that are here, are not all of it. */
  async of(columns: readonly SectionColumn[], view: RowsView): Promise<SectionTable | null> {
    const figures = view.columns(0, view.length);
    const lists: (TextLists | undefined)[] = [];
    for (const [index, { type }] of columns.entries()) {
      const one = figures[index];
      if (one === undefined || !isExact(one, type)) return null;
      const texts = one.column?.values ?? null;
      const list = texts === null ? undefined : await this.#listsOf(texts);
      if (list === null) return null;
      lists.push(list);
    }
    const table = this.#named();
    const numbers = figures.map((one) => one.numbers);
    const cells = await createNumberTable(this.#db, table, numbers);
    const from = `${table}${await this.#joined(lists)}`;
    const values: string[] = [];
    const csv: string[] = [];
    for (const [index, { type, name: own }] of columns.entries()) {
      const [one, cell, list] = [figures[index], cells[index], lists[index]];
      if (one === undefined || cell === undefined) continue;
      values.push(`${valueSql(cell, one, type, list?.values)} as ${name(own)}`);
      const isAlike = list?.hasHash !== true && /^\w+$/.test(own);
      const text = isAlike ? csvCellSql(cell, one, type, list?.cells) : null;
      if (text !== null) csv.push(`${text} as ${name(own)}`);
    }
    return {
      values: `select ${values.join(', ')} from ${from}`,
      csv: csv.length < columns.length ? null : `select ${csv.join(', ')} from ${from}`,
    };
  }

  /** One row with all lists: beside more tables than one the engine would not keep the order of rows. */
  async #joined(lists: readonly (TextLists | undefined)[]): Promise<string> {
    const all = new Set(lists.flatMap((one) => (one === undefined ? [] : [one.values, one.cells])));
    if (all.size === 0) return '';
    const row = this.#named();
    const columns = [...all].map((list) => `(select list from ${list}) as ${list}`);
    await createTempTable(this.#db, row, `select ${columns.join(', ')}`);
    return ` cross join ${row}`;
  }

  async drop(): Promise<void> {
    for (const relation of this.#temporary) await dropTempTable(this.#db, relation);
  }

  async #listsOf(dictionary: Values): Promise<TextLists | null> {
    const known = this.#lists.get(dictionary);
    if (known !== undefined) return known;
    const texts = textsOf(dictionary);
    const lists = texts === null ? null : await this.#makeLists(texts);
    this.#lists.set(dictionary, lists);
    return lists;
  }

  async #makeLists(texts: readonly string[]): Promise<TextLists> {
    const cells = this.#raw ? texts : texts.map(formulaGuarded);
    const values = await this.#makeList(texts);
    const isSame = cells.every((cell, index) => cell === texts[index]);
    return {
      values,
      cells: isSame ? values : await this.#makeList(cells),
      hasHash: cells.some((cell) => cell.includes('#')),
    };
  }

  async #makeList(texts: readonly string[]): Promise<string> {
    const relation = this.#named();
    const joined = texts.join(separator);
    // Four times as fast as JSON.
    const sql = 'select string_split($joined, $separator) as list';
    await createTempTable(this.#db, relation, sql, { joined, separator });
    return relation;
  }

  #named(): string {
    relations += 1;
    const relation = `report_section_${relations}`;
    this.#temporary.push(relation);
    return relation;
  }
}

/** The values as texts, if they are, and none holds what separates them or ends one. */
function textsOf(values: Values): string[] | null {
  const texts: string[] = [];
  for (const value of values) {
    if (typeof value !== 'string' && typeof value !== 'boolean') return null;
    const text = String(value);
    if (text.includes(separator) || text.includes('\0')) return null;
    texts.push(text);
  }
  return texts;
}
