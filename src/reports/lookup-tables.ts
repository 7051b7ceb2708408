import { allNumbers } from '../duckdb/column-numbers.ts';
import type { Database } from '../duckdb/database.ts';
import { dropTempTables, resultOfTempTables } from '../duckdb/write-select.ts';
import type { Codes } from './columns.ts';
import type { Facts } from './define-report.ts';
import { makeDictionaries, type Dictionary, type DictionarySource } from './dictionaries.ts';
import { codesFor, integerSql, isScalar } from './encode.ts';
import { codeSql, numberSql } from './fact-source.ts';
import { isAlike, lookupGroups, type LookedUpColumn, type LookupGroup } from './lookups.ts';
import { identifierSql } from './sql-fragments.ts';

/** What is found by the same number in the same place, as it lies in the engine. */
export interface LookupTable {
  /** SQL of a row's place in it, from 1; NULL where it has none. */
  readonly place: string;
  /** Joins it with `facts`. */
  readonly join: string;
  /** How many places there are. */
  readonly size: number;
  readonly columns: readonly LookupColumn[];
  /** The numbers of each column, those of place 1 first. */
  readonly numbers: Promise<readonly Codes[]>;
}

export interface LookupColumn extends LookedUpColumn {
  /** What the numbers are codes of; without it they are the values, Infinity where there is none. */
  readonly dictionary: Dictionary | undefined;
  /** Which of the table's numbers are its own. */
  readonly index: number;
}

let relations = 0;

/**
 * What the facts of a report look up, with the values of each dictionary numbered: a text is looked at
 * once for each number that stands for it, not for each row. Each is made when it is first asked for.
 */
export class LookupTables {
  readonly #db: Database;
  readonly #groups: readonly LookupGroup[];
  readonly #made = new Map<string, LookupTable>();
  readonly #dictionaries = new Map<string, Dictionary>();
  readonly #temporary: string[] = [];

  constructor(db: Database, all: readonly Facts['columns'][]) {
    this.#db = db;
    this.#groups = lookupGroups(all);
  }

  /** The tables in which columns of these facts are looked up, each with those; `numbers` are their rows. */
  async of({ columns }: Pick<Facts, 'columns'>, numbers: string): Promise<LookupTable[]> {
    const tables: LookupTable[] = [];
    for (const group of lookupGroups([columns])) {
      const { by, from } = group;
      const made =
        from === undefined
          ? // What is said of a number alone is said of those that there are.
            await this.#make(group, `(select distinct ${by} from ${numbers})`)
          : await this.#shared(group, from);
      const own = made.columns.filter((one) => group.columns.some((other) => isAlike(one, other)));
      tables.push({ ...made, columns: own });
    }
    return tables;
  }

  /** Drops the temporary tables. */
  async drop(): Promise<void> {
    await dropTempTables(this.#db, this.#temporary);
  }

  async #shared(group: LookupGroup, from: string): Promise<LookupTable> {
    const key = `${from} ${group.by}`;
    let made = this.#made.get(key);
    if (made === undefined) {
      const all = this.#groups.find((one) => one.by === group.by && one.from === from) ?? group;
      this.#made.set(key, (made = await this.#make(all, from)));
    }
    return made;
  }

  async #make({ by, from, columns }: LookupGroup, source: string): Promise<LookupTable> {
    relations += 1;
    const relation = `report_lookup_${relations}`;
    const selected = [by];
    const joins: string[] = [];
    const dictionaries = await this.#dictionariesOf(columns, from === undefined ? source : null);
    for (const [index, one] of columns.entries()) {
      const value = `c${index}`;
      const dictionary = dictionaries[index];
      if (dictionary === undefined) {
        selected.push(`${numberSql(integerSql(value, one.column.type))} as ${value}`);
        continue;
      }
      selected.push(
        `${codeSql(`${dictionary.relation}.code`, codesFor(dictionary.size, 0))} as ${value}`,
      );
      joins.push(
        `left join ${dictionary.relation} on ${dictionary.relation}.${identifierSql(one.id)} = own.${value}`,
      );
    }
    const values = columns.map(({ value }, index) => `${value} as c${index}`);
    const own = `select ${[by, ...values].join(', ')} from ${source} where ${by} is not null`;
    this.#temporary.push(relation);
    const cells = columns.map((_, index) => `c${index}`);
    const select = `select ${selected.join(', ')} from (${own}) as own ${joins.join(' ')} order by ${selected
      .map((_, index) => index + 1)
      .slice(1)
      .join(', ')}`;
    // Rows come in the order in which they were inserted, which is that of their rowid.
    const read = `select ${cells.join(', ')} from ${relation}`;
    const result = await resultOfTempTables(this.#db, new Map([[relation, select]]), read);
    const size = result.rows;
    const numbers = allNumbers(
      result,
      dictionaries.map((one) =>
        one === undefined ? new Float64Array(size) : codesFor(one.size, size),
      ),
    );
    // Whoever awaits it sees the error; without this, Node would stop at an unhandled rejection.
    numbers.catch(() => undefined);
    return {
      place: `${relation}.rowid + 1`,
      join: `left join ${relation} on ${relation}.${by} = facts.${by}`,
      size,
      numbers,
      columns: columns.map((one, index) => ({ ...one, dictionary: dictionaries[index], index })),
    };
  }

  /**
   * Of the columns that are texts: of all that the report looks up under their name, or only of `source`.
   * Those that are not there yet are made.
   */
  async #dictionariesOf(
    columns: readonly LookedUpColumn[],
    source: string | null,
  ): Promise<(Dictionary | undefined)[]> {
    const known = source === null ? this.#dictionaries : new Map<string, Dictionary>();
    const wanted = columns.filter(({ column }) => !isScalar(column.type));
    const missing = new Map<string, DictionarySource>();
    for (const one of wanted) {
      const key = keyOf(one);
      const parts = source === null ? this.#partsOf(key) : [valuesOf(one, source)];
      if (!known.has(key)) missing.set(key, { from: parts, id: one.id, column: one.column });
    }
    const made = await makeDictionaries(this.#db, [...missing.values()]);
    for (const [index, key] of [...missing.keys()].entries()) {
      const dictionary = made[index];
      if (dictionary === undefined) continue;
      this.#temporary.push(dictionary.relation);
      known.set(key, dictionary);
    }
    return columns.map((one) => known.get(keyOf(one)));
  }

  /** Where the report looks up what has this key. */
  #partsOf(key: string): string[] {
    const parts = this.#groups.flatMap(({ from, columns }) =>
      columns.flatMap((one) =>
        from === undefined || keyOf(one) !== key ? [] : [valuesOf(one, from)],
      ),
    );
    return [...new Set(parts)];
  }
}

function valuesOf({ id, value }: LookedUpColumn, from: string): string {
  return `(select ${value} as ${identifierSql(id)} from ${from})`;
}

function keyOf({ id, column: { type, order } }: LookedUpColumn): string {
  return JSON.stringify([id, type, order]);
}
