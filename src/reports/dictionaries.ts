import type { Database } from '../duckdb/database.ts';
import { createTempTable, dropTempTable } from '../duckdb/write-select.ts';
import type { Cell } from './columns.ts';
import type { FactColumn, Facts } from './define-report.ts';
import { dictionarySql, dictionaryValuesSql } from './encode.ts';

/** Rows of facts as the table `relation` of the connection. */
export interface FactRows {
  readonly facts: Pick<Facts, 'columns'>;
  readonly relation: string;
}

/** The different values of a column in all facts that have it. */
export interface Dictionary {
  /** A table of them and their numbers from 1, `code`. */
  readonly relation: string;
  /** In order of their numbers. */
  readonly values: readonly Cell[];
}

let relations = 0;

/** The dictionaries of the facts of a report, which name the same devices and users: each made once. */
export class Dictionaries {
  readonly #db: Database;
  readonly #all: readonly FactRows[];
  readonly #known = new Map<string, Dictionary>();

  constructor(db: Database, all: readonly FactRows[]) {
    this.#db = db;
    this.#all = all;
  }

  async of(id: string, column: FactColumn): Promise<Dictionary> {
    const key = keyOf(id, column);
    let known = this.#known.get(key);
    if (known === undefined) {
      relations += 1;
      const relation = `report_dictionary_${relations}`;
      const having = this.#all.filter(({ facts }) => {
        const own = facts.columns[id];
        return own !== undefined && keyOf(id, own) === key;
      });
      const columns = { [id]: column };
      const from = having.map((one) => one.relation);
      await createTempTable(this.#db, relation, dictionarySql(from, id, columns));
      known = { relation, values: await readValues(this.#db, relation, id) };
      this.#known.set(key, known);
    }
    return known;
  }

  async drop(): Promise<void> {
    for (const { relation } of this.#known.values()) await dropTempTable(this.#db, relation);
  }
}

/** Alike where values and their order are. */
function keyOf(id: string, { type, order }: FactColumn): string {
  return JSON.stringify([id, type, order]);
}

async function readValues(db: Database, dictionary: string, id: string): Promise<readonly Cell[]> {
  const values: Cell[] = [];
  const raw = await db.result(dictionaryValuesSql(dictionary, id));
  for await (const chunk of raw.chunks()) {
    for (const list of chunk.getColumnValues(0)) {
      for (const value of JSON.parse(list as string) as Cell[]) values.push(value);
    }
  }
  return values;
}
