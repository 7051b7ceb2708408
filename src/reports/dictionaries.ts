import type { Database } from '../duckdb/database.ts';
import { createTempTable } from '../duckdb/write-select.ts';
import type { Cell } from './columns.ts';
import type { FactColumn } from './define-report.ts';
import { dictionarySql, dictionaryValuesSql } from './encode.ts';

/** The different values of a column. */
export interface Dictionary {
  /** A temporary table of them, in a column of its name, and their numbers from 1, `code`. */
  readonly relation: string;
  readonly size: number;
  /** In order of their numbers. The engine need not wait until they are read. */
  readonly values: Promise<readonly Cell[]>;
}

let relations = 0;

/** Numbers the different values that the relations have in their column `id`. */
export async function makeDictionary(
  db: Database,
  from: readonly string[],
  id: string,
  column: FactColumn,
): Promise<Dictionary> {
  relations += 1;
  const relation = `report_dictionary_${relations}`;
  const size = await createTempTable(db, relation, dictionarySql(from, id, { [id]: column }));
  const raw = await db.result(dictionaryValuesSql(relation, id));
  const values = readValues(raw);
  // Told where it is awaited, if it still is.
  values.catch(() => undefined);
  return { relation, size, values };
}

async function readValues(raw: Awaited<ReturnType<Database['result']>>): Promise<readonly Cell[]> {
  const values: Cell[] = [];
  for await (const chunk of raw.chunks()) {
    for (const list of chunk.getColumnValues(0)) {
      for (const value of JSON.parse(list as string) as Cell[]) values.push(value);
    }
  }
  return values;
}
