import type { Database } from '../duckdb/database.ts';
import type { RawResult } from '../duckdb/raw-result.ts';
import { resultOfTempTables } from '../duckdb/write-select.ts';
import type { Cell } from './columns.ts';
import type { FactColumn } from './define-report.ts';
import { dictionarySql, dictionaryValuesSql } from './encode.ts';

/** The different values of a column. */
export interface Dictionary {
  /** A temporary table of them, in a column of its name, and their numbers from 1, `code`. */
  readonly relation: string;
  readonly size: number;
  /** In order of their numbers. */
  readonly values: Promise<readonly Cell[]>;
}

/** The different values that relations have in their column `id`. */
export interface DictionarySource {
  readonly from: readonly string[];
  readonly id: string;
  readonly column: FactColumn;
}

let relations = 0;

/** Numbers the values of each source; the engine is asked for all of them at once. */
export async function makeDictionaries(
  db: Database,
  sources: readonly DictionarySource[],
): Promise<Dictionary[]> {
  if (sources.length === 0) return [];
  const named = sources.map((source) => {
    relations += 1;
    return { ...source, relation: `report_dictionary_${relations}` };
  });
  const selects = new Map(
    named.map(({ relation, from, id, column }) => [
      relation,
      dictionarySql(from, id, { [id]: column }),
    ]),
  );
  const lists = await readLists(await resultOfTempTables(db, selects, dictionaryValuesSql(named)));
  return named.map(({ relation }, index) => {
    const own = lists.filter((list) => list.dictionary === index);
    own.sort((a, b) => a.part - b.part);
    const size = own.reduce((sum, { length }) => sum + length, 0);
    return { relation, size, values: valuesOf(own) };
  });
}

/** Some values of a dictionary, as `dictionaryValuesSql` gives them. */
interface List {
  readonly dictionary: number;
  /** Which of its lists it is. */
  readonly part: number;
  readonly length: number;
  readonly json: string;
}

async function readLists(result: RawResult): Promise<List[]> {
  const lists: List[] = [];
  for await (const chunk of result.chunks()) {
    for (const [dictionary, part, length, json] of chunk.getRows()) {
      lists.push({
        dictionary: Number(dictionary),
        part: Number(part),
        length: Number(length),
        json: json as string,
      });
    }
  }
  return lists;
}

/** The engine need not wait until they are read. */
async function valuesOf(lists: readonly List[]): Promise<readonly Cell[]> {
  await Promise.resolve();
  const values: Cell[] = [];
  for (const { json } of lists) {
    for (const value of JSON.parse(json) as Cell[]) values.push(value);
  }
  return values;
}
