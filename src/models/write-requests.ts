import type { Bindings, Database } from '../duckdb/database.ts';
import { quotedIdentifier } from '../duckdb/sql-text.ts';
import { createTempTable } from '../duckdb/write-select.ts';
import { transfersSql } from '../parsers/eas/transfers.ts';
import {
  columnsNamed,
  dimensions,
  factColumns,
  firstMergedId,
  type Dimension,
} from './request-layout.ts';

const list = (names: readonly string[], of = ''): string =>
  names.map((name) => `${of}${quotedIdentifier(name)}`).join(', ');

const transfersStatement = (): string =>
  `update staged_requests set transfer_text = ${transfersSql('log_text')} where log_text is not null`;

/**
 * Inserts the rows of a SELECT with columns of `request_rows`, in any order. Columns it lacks are NULL or their
 * default; those derived from others are computed. Returns the number of rows. Run it in a transaction.
 */
export async function insertRequests(
  db: Database,
  select: string,
  bindings?: Bindings,
): Promise<number> {
  const wide = columnsNamed([...factColumns, ...dimensions.flatMap(({ columns }) => columns)]);
  const columns = Object.entries(wide).map(
    ([name, { type, default: value }]) =>
      `${quotedIdentifier(name)} ${type}${value === undefined ? '' : ` default ${value}`}`,
  );
  const create = `create or replace temp table staged_requests (${columns.join(', ')})`;
  await db.run(create);
  const stage = `insert into staged_requests by name ${select}`;
  const rows = await db.change(stage, bindings);
  if (rows > 0) {
    await db.run(transfersStatement());
    for (const dimension of dimensions) await insertDimension(db, dimension);
    const joins = dimensions.map(
      ({ table, columns: shared }) =>
        `join new_${table} on ${shared.map((name) => `new_${table}.${quotedIdentifier(name)} is not distinct from staged.${quotedIdentifier(name)}`).join(' and ')}`,
    );
    const names = list([...factColumns, ...dimensions.map(({ id }) => id)]);
    const ids = dimensions.map(({ table, id }) => `new_${table}.${id}`).join(', ');
    const facts = `insert into request_facts (${names}) select ${list(factColumns, 'staged.')}, ${ids} from staged_requests as staged ${joins.join(' ')}`;
    await db.run(facts);
  }
  await db.run('drop table staged_requests');
  return rows;
}

async function insertDimension(db: Database, { table, id, columns }: Dimension): Promise<void> {
  const names = list(columns);
  const select = `select (select coalesce(min(${id}), 0) from (select ${id} from ${table} where ${id} > ${firstMergedId} union all select 0)) - row_number() over () as ${id}, ${names} from (select distinct ${names} from staged_requests)`;
  await createTempTable(db, `new_${table}`, select);
  const insert = `insert into ${table} (${id}, ${names}) select ${id}, ${names} from new_${table}`;
  await db.run(insert);
}

/** Removes the rows of all dimensions that no request names any more. */
export async function dropUnusedDimensions(db: Database): Promise<void> {
  for (const { table, id } of dimensions) {
    const unused = `delete from ${table}
      where ${id} not in (select ${id} from request_facts)
        and ${id} not in (select ${id} from merged_facts)`;
    await db.run(unused);
  }
}
