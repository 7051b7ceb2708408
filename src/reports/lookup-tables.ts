import type { Database } from '../duckdb/database.ts';
import { createTempTable, dropTempTable } from '../duckdb/write-select.ts';
import type { FactColumn, Facts } from './define-report.ts';
import { makeDictionary, type Dictionary } from './dictionaries.ts';
import { codesFor, isScalar } from './encode.ts';
import { codeSql, type FactPlace } from './fact-source.ts';
import { isAlike, lookupGroups, type LookedUpColumn, type LookupGroup } from './lookups.ts';
import { name } from './sql-fragments.ts';

type PlacedColumn = LookedUpColumn & { readonly place: FactPlace };

let relations = 0;

/**
 * What the facts of a report look up, with the values of each dictionary numbered: a text is looked at
 * once for each number that stands for it, not for each row. Each is made when it is first asked for.
 */
export class LookupTables {
  readonly #db: Database;
  readonly #groups: readonly LookupGroup[];
  readonly #made = new Map<string, readonly PlacedColumn[]>();
  readonly #dictionaries = new Map<string, Dictionary>();
  readonly #temporary: string[] = [];

  constructor(db: Database, all: readonly Facts['columns'][]) {
    this.#db = db;
    this.#groups = lookupGroups(all);
  }

  /** Where each column that these facts look up is found; `numbers` are their rows. */
  async of({ columns }: Pick<Facts, 'columns'>, numbers: string): Promise<Map<string, FactPlace>> {
    const places = new Map<string, FactPlace>();
    for (const group of lookupGroups([columns])) {
      const { by, from } = group;
      const made =
        from === undefined
          ? // What is said of a number alone is said of those that there are.
            await this.#make(group, `(select distinct ${by} from ${numbers})`)
          : await this.#shared(group, from);
      for (const one of group.columns) {
        const found = made.find((other) => isAlike(one, other));
        if (found !== undefined) places.set(one.id, found.place);
      }
    }
    return places;
  }

  /** Drops the temporary tables. */
  async drop(): Promise<void> {
    for (const table of this.#temporary) await dropTempTable(this.#db, table);
  }

  async #shared(group: LookupGroup, from: string): Promise<readonly PlacedColumn[]> {
    const key = `${from} ${group.by}`;
    let made = this.#made.get(key);
    if (made === undefined) {
      const all = this.#groups.find((one) => one.by === group.by && one.from === from) ?? group;
      this.#made.set(key, (made = await this.#make(all, from)));
    }
    return made;
  }

  async #make({ by, from, columns }: LookupGroup, source: string): Promise<PlacedColumn[]> {
    relations += 1;
    const relation = `report_lookup_${relations}`;
    const placed: PlacedColumn[] = [];
    const selected = [by];
    const joins: string[] = [];
    const join = `left join ${relation} on ${relation}.${by} = facts.${by}`;
    for (const [index, one] of columns.entries()) {
      const value = `c${index}`;
      const place = { sql: `${relation}.${value}`, join };
      if (isScalar(one.column.type)) {
        placed.push({ ...one, place });
        selected.push(value);
        continue;
      }
      const dictionary = await this.#dictionary(one, from === undefined ? source : undefined);
      placed.push({ ...one, place: { ...place, dictionary } });
      selected.push(
        `${codeSql(`${dictionary.relation}.code`, codesFor(dictionary.size, 0))} as ${value}`,
      );
      joins.push(
        `left join ${dictionary.relation} on ${dictionary.relation}.${name(one.id)} = own.${value}`,
      );
    }
    const values = columns.map(({ value }, index) => `${value} as c${index}`);
    const own = `select ${[by, ...values].join(', ')} from ${source} where ${by} is not null`;
    this.#temporary.push(relation);
    const select = `select ${selected.join(', ')} from (${own}) as own ${joins.join(' ')}`;
    await createTempTable(this.#db, relation, select);
    return placed;
  }

  /** Of all that the report looks up under this name, or only of `source`. */
  async #dictionary(one: LookedUpColumn, source?: string): Promise<Dictionary> {
    const { id, column } = one;
    if (source !== undefined) {
      return this.#number([valuesOf(one, source)], id, column);
    }
    const key = keyOf(id, column);
    let known = this.#dictionaries.get(key);
    if (known === undefined) {
      const parts = this.#groups.flatMap(({ from, columns }) =>
        columns
          .filter((other) => keyOf(other.id, other.column) === key)
          .flatMap((other) => (from === undefined ? [] : [valuesOf(other, from)])),
      );
      known = await this.#number([...new Set(parts)], id, column);
      this.#dictionaries.set(key, known);
    }
    return known;
  }

  async #number(parts: readonly string[], id: string, column: FactColumn): Promise<Dictionary> {
    const dictionary = await makeDictionary(this.#db, parts, id, column);
    this.#temporary.push(dictionary.relation);
    return dictionary;
  }
}

function valuesOf({ id, value }: LookedUpColumn, from: string): string {
  return `(select ${value} as ${name(id)} from ${from})`;
}

function keyOf(id: string, { type, order }: FactColumn): string {
  return JSON.stringify([id, type, order]);
}
