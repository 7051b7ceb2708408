import type { Database } from '../duckdb/database.ts';
import { quotedIdentifier } from '../duckdb/sql-text.ts';
import { createTempTable, insertInto } from '../duckdb/write-select.ts';
import { dimensions, factColumns, firstMergedId, type Dimension } from './request-layout.ts';

/** What the counted row says about itself; everything else it may learn from the other rows. */
const keptColumns = new Set([
  ...['file_id', 'line_no', 'requested_at', 'server', 'site', 'source', 'tier', 'is_probe'],
  ...['status', 'substatus', 'win32_status', 'bytes_sent', 'bytes_received', 'time_taken_ms'],
  ...['is_eas'],
]);

/** The rows of a request in the order in which they fill what the counted one lacks. */
const members = ['counted', 'http_proxy', 'back', 'proxy'] as const;

/**
 * Writes `merged_facts` for the groups in `pairing_matches`, and rows of the dimensions for what their
 * members know together. The counted row of a group is a front, single or back row; so a back row
 * beside it never comes with a single one to fill in first.
 */
export async function mergeRequests(db: Database): Promise<void> {
  await createTempTable(db, 'merged_groups', groupsSql());
  for (const dimension of dimensions) await mergeDimension(db, dimension);
  await insertInto(db, 'merged_facts', factsSql());
}

/** Each group with its rows and what these name in the dimensions. */
function groupsSql(): string {
  const ids = members.flatMap((member) =>
    dimensions.map(({ id }) => `${member}_rows.${id} as ${member}_${id}`),
  );
  const joins = members
    .slice(1)
    .map(
      (member) =>
        `left join request_facts as ${member}_rows on ${member}_rows.rowid = ${member}_row`,
    );
  return `
with groups as (
  select
    outer_id as counted_row,
    max(inner_id) filter (where inner_role = 2) as http_proxy_row,
    max(inner_id) filter (where inner_role = 4) as back_row,
    max(inner_id) filter (where inner_role = 0) as proxy_row
  from pairing_matches
  group by outer_id
)
select groups.*, ${ids.join(', ')}
from groups
join request_facts as counted_rows on counted_rows.rowid = counted_row
${joins.join('\n')}`;
}

/** What rows of a dimension say together hangs on their numbers alone: it is worked out once for all that share them. */
async function mergeDimension(db: Database, dimension: Dimension): Promise<void> {
  const { table, id, columns } = dimension;
  const keys = members.map((member) => `${member}_${id}`);
  const values = columns.map((column) => `${memberValue(column)} as ${quotedIdentifier(column)}`);
  const joins = members.map(
    (member) => `left join ${table} as ${member}_rows on ${member}_rows.${id} = ${member}_${id}`,
  );
  const least = `(select least(coalesce(min(${id}), 0), ${firstMergedId}) from ${table})`;
  const select = `select ${least} - row_number() over () as ${id}, ${[...keys, ...values].join(', ')}
    from (select distinct ${keys.join(', ')} from merged_groups) ${joins.join(' ')}`;
  await createTempTable(db, `merged_${table}`, select);
  const names = [id, ...columns.map(quotedIdentifier)].join(', ');
  const insert = `insert into ${table} (${names}) select ${names} from merged_${table}`;
  await db.run(insert);
}

function factsSql(): string {
  const columns = factColumns.map((column) => {
    const name = quotedIdentifier(column);
    if (column === 'counted') return `true as ${name}`;
    if (column === 'group_file_id') return `counted_rows.file_id as ${name}`;
    if (column === 'group_line_no') return `counted_rows.line_no as ${name}`;
    return `${memberValue(column)} as ${name}`;
  });
  const servers = members.map(
    (member) => `when ${member}_rows.heartbeat_s is not null then ${member}_endpoints.server`,
  );
  const ids = dimensions.map(({ table, id }) => `merged_${table}.${id}`);
  const rows = members
    .slice(1)
    .map(
      (member) =>
        `left join ${rowsOf(member)} as ${member}_rows on ${member}_rows.rowid = ${member}_row`,
    );
  const endpoints = members.map(
    (member) =>
      `left join request_endpoints as ${member}_endpoints on ${member}_endpoints.endpoint_id = ${member}_endpoint_id`,
  );
  const shared = dimensions.map(({ table, id }) => {
    const same = members.map(
      (member) =>
        `merged_${table}.${member}_${id} is not distinct from merged_groups.${member}_${id}`,
    );
    return `join merged_${table} on ${same.join(' and ')}`;
  });
  return `
select ${columns.join(', ')}, ${ids.join(', ')}, case ${servers.join(' ')} end as heartbeat_server
from merged_groups
join request_facts as counted_rows on counted_rows.rowid = counted_row
${[...rows, ...endpoints, ...shared].join('\n')}`;
}

/** The counted row's value where it must be; else the first that one of the rows has. */
function memberValue(column: string): string {
  const name = quotedIdentifier(column);
  if (keptColumns.has(column)) return `counted_rows.${name}`;
  return `coalesce(${members.map((member) => `${member}_rows.${name}`).join(', ')})`;
}

/** Only these rows: the hash table of an outer join would else hold the whole of request_facts. */
function rowsOf(member: (typeof members)[number]): string {
  return `(select rowid, * from request_facts where rowid in (select ${member}_row from merged_groups))`;
}

/** Removes what merging added to the dimensions and no merged request names any more. */
export async function dropUnusedMerged(db: Database): Promise<void> {
  for (const { table, id } of dimensions) {
    const unused = `delete from ${table}
      where ${id} < ${firstMergedId} and ${id} not in (select ${id} from merged_facts)`;
    await db.run(unused);
  }
}
