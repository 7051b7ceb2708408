import type { Database } from '../duckdb/database.ts';
import { columnNumbers } from '../duckdb/column-numbers.ts';
import { runStatements } from '../duckdb/statements.ts';
import { createTempTable, dropTempTable } from '../duckdb/write-select.ts';
import type { Cell, Column, Table } from './columns.ts';
import type { Facts } from './define-report.ts';
import {
  dictionaryColumn,
  dictionarySql,
  dictionaryValuesSql,
  integerSql,
  isScalar,
  NumberList,
  scalarColumn,
} from './encode.ts';
import { name } from './sql-fragments.ts';

/**
 * Reads the relation `facts` (a table of the facts' rows) into columns, in a total order of rows. The
 * engine numbers the values of each dictionary, so that every value crosses to us once and the rows
 * are numbers only.
 */
export async function loadFactsTable(
  db: Database,
  facts: Pick<Facts, 'columns'>,
  relation: string,
): Promise<Table> {
  const names = Object.keys(facts.columns);
  const dictionaries = new Map<string, readonly Cell[]>();
  const selected: string[] = [];
  const joins: string[] = [];
  const made: string[] = [];
  try {
    for (const [index, [id, column]] of Object.entries(facts.columns).entries()) {
      if (isScalar(column.type)) {
        selected.push(integerSql(`facts.${name(id)}`, column.type));
        continue;
      }
      const dictionary = `${relation}_dictionary_${index}`;
      await createTempTable(db, dictionary, dictionarySql(relation, id, facts.columns));
      made.push(dictionary);
      dictionaries.set(id, await readValues(db, dictionary, id));
      selected.push(`coalesce(d${index}.code, 0)`);
      joins.push(
        `left join ${dictionary} as d${index} on d${index}.${name(id)} = facts.${name(id)}`,
      );
    }
    const lists = names.map(() => new NumberList());
    // Integers sort many times as fast as doubles, which is what we read.
    const numbered = selected.map((value, index) => `${value} as n${index}`).join(', ');
    const order = names.map((_, index) => String(index + 1)).join(', ');
    const doubles = names.map((_, index) => `coalesce(n${index}::double, 'nan'::double)`);
    const sql = `select ${doubles.join(', ')} from (select ${numbered} from ${relation} as facts ${joins.join(' ')} order by ${order})`;
    for await (const { raw } of runStatements(db, sql, relation)) {
      for await (const chunk of raw.chunks()) {
        for (const [index, list] of lists.entries()) list.add(columnNumbers(chunk, index));
      }
    }
    const columns = new Map<string, Column>();
    for (const [index, id] of names.entries()) {
      const { type = 'string' } = facts.columns[id] ?? {};
      const numbers = lists[index]?.done() ?? new Float64Array();
      const values = dictionaries.get(id);
      columns.set(
        id,
        values === undefined
          ? scalarColumn(type, numbers)
          : dictionaryColumn(type, numbers, values),
      );
    }
    return { rows: lists[0]?.length ?? 0, columns };
  } finally {
    for (const dictionary of made) await dropTempTable(db, dictionary);
  }
}

async function readValues(db: Database, dictionary: string, id: string): Promise<readonly Cell[]> {
  const values: Cell[] = [];
  for await (const { raw } of runStatements(db, dictionaryValuesSql(dictionary, id), dictionary)) {
    for await (const chunk of raw.chunks()) {
      for (const list of chunk.getColumnValues(0)) {
        for (const value of JSON.parse(list as string) as Cell[]) values.push(value);
      }
    }
  }
  return values;
}
