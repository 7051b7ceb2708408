import { createNumberTable } from '../duckdb/number-table.ts';
import { createTempTable, dropTempTable } from '../duckdb/write-select.ts';
import type { Database } from '../duckdb/database.ts';
import type { Column } from './columns.ts';
import { isExact, valueSql } from './figure-sql.ts';
import type { Figures } from './measure-loop.ts';
import type { SectionColumn } from './section-sql.ts';
import { name } from './sql-fragments.ts';

type Values = NonNullable<Column['values']>;

let relations = 0;

/** Unit separator: what a log could hardly hold. */
const separator = '\u001f';

/**
 * Sections as tables of the engine, made of what a page has of them already: their rows, worked out and in
 * order. The engine would group and sort them by their texts once more.
 */
export class SectionTables {
  readonly #db: Database;
  /** The texts of each dictionary, in its order, as the one cell of a table; null where they are not texts alone. */
  readonly #lists = new Map<Values, string | null>();
  readonly #temporary: string[] = [];

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * The SELECT of a section's rows, in their order, each column in its type; null where numbers of this
   * language, or the texts that are here, are not all of it.
   */
  async of(columns: readonly SectionColumn[], figures: readonly Figures[]): Promise<string | null> {
    const lists: (string | undefined)[] = [];
    for (const [index, { type }] of columns.entries()) {
      const one = figures[index];
      if (one === undefined || !isExact(one, type)) return null;
      const texts = one.column?.values ?? null;
      const list = texts === null ? undefined : await this.#listOf(texts);
      if (list === null) return null;
      lists.push(list);
    }
    const table = this.#named();
    const numbers = figures.map((one) => one.numbers);
    const cells = await createNumberTable(this.#db, table, numbers);
    const values = columns.flatMap(({ type, name: own }, index) => {
      const [one, cell] = [figures[index], cells[index]];
      if (one === undefined || cell === undefined) return [];
      return [`${valueSql(cell, one, type, lists[index])} as ${name(own)}`];
    });
    return `select ${values.join(', ')} from ${table}${await this.#joined(lists)}`;
  }

  /** One row with all lists: beside more tables than one the engine would not keep the order of rows. */
  async #joined(lists: readonly (string | undefined)[]): Promise<string> {
    const all = new Set(lists.filter((list) => list !== undefined));
    if (all.size === 0) return '';
    const row = this.#named();
    const columns = [...all].map((list) => `(select list from ${list}) as ${list}`);
    await createTempTable(this.#db, row, `select ${columns.join(', ')}`);
    return ` cross join ${row}`;
  }

  async drop(): Promise<void> {
    for (const relation of this.#temporary) await dropTempTable(this.#db, relation);
  }

  async #listOf(dictionary: Values): Promise<string | null> {
    const known = this.#lists.get(dictionary);
    if (known !== undefined) return known;
    const texts = textsOf(dictionary);
    const list = texts === null ? null : await this.#makeList(texts);
    this.#lists.set(dictionary, list);
    return list;
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
