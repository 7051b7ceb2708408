import type { Database, Row } from '../duckdb/database.ts';
import { quotedIdentifier } from '../duckdb/sql-text.ts';
import { createTempTable, dropTempTables, insertInto } from '../duckdb/write-select.ts';
import { roles } from './pairing.ts';
import { dimensions, factColumns, firstMergedId, type Dimension } from './request-layout.ts';

/** What the counted row says about itself; everything else it may learn from the other rows. */
const keptColumns = new Set([
  ...['file_id', 'line_no', 'requested_at', 'server', 'site', 'source', 'tier', 'is_probe'],
  ...['status', 'substatus', 'win32_status', 'bytes_sent', 'bytes_received', 'time_taken_ms'],
  ...['is_eas'],
]);

/** The rows of a request in the order in which they fill what the counted one lacks. */
const members = ['counted', 'http_proxy', 'back', 'proxy'] as const;

/** Rows that are joined at a time: of so many even wide ones take some dozen megabytes. */
const rowsAtATime = 100_000;

/**
 * Writes `merged_facts` for the groups in `pairing_matches`, and rows of the dimensions for what their
 * members know together. The counted row of a group is a front, single or back row; so a back row
 * beside it never comes with a single one to fill in first.
 */
export async function mergeRequests(db: Database): Promise<void> {
  await createTempTable(db, 'merged_groups', groupsSql());
  for (const dimension of dimensions) await mergeDimension(db, dimension);
  for (const { part } of await partsOf(db, 'merged_groups')) {
    await createTempTable(db, 'merged_part', 'from merged_groups where part = $part::bigint', {
      part: part as number,
    });
    await insertInto(db, 'merged_facts', factsSql());
  }
  const done = ['groups', 'part', 'keys', ...dimensions.map(({ table }) => table)];
  await dropTempTables(
    db,
    done.map((name) => `merged_${name}`),
  );
}

function partsOf(db: Database, table: string): Promise<Row[]> {
  const parts = `select distinct part from ${table} order by part`;
  return db.rows(parts);
}

/** Each group with its rows and what these name in the dimensions. */
function groupsSql(): string {
  const ids = members.flatMap((member) =>
    dimensions.map(({ id }) => `${member}_rows.${id} as ${member}_${id}`),
  );
  const names = dimensions.map(({ id }) => id).join(', ');
  const joins = members.slice(1).map(
    (member) => `left join (
        select rowid as row_id, ${names} from request_facts
        where rowid in (select ${member}_row from groups)
      ) as ${member}_rows on ${member}_rows.row_id = ${member}_row`,
  );
  return `
with groups as materialized (
  select
    outer_id as counted_row,
    max(inner_id) filter (where inner_role = ${roles.httpProxy}) as http_proxy_row,
    max(inner_id) filter (where inner_role = ${roles.back}) as back_row,
    max(inner_id) filter (where inner_role = ${roles.proxy}) as proxy_row
  from pairing_matches
  group by outer_id
)
select groups.*, counted_row // ${rowsAtATime} as part, ${ids.join(', ')}
from groups
join request_facts as counted_rows on counted_rows.rowid = counted_row
${joins.join('\n')}`;
}

/** What rows of a dimension say together depends on their numbers alone: computed once for all that share them. */
async function mergeDimension(db: Database, dimension: Dimension): Promise<void> {
  const { table, id, columns } = dimension;
  const keys = members.map((member) => `${member}_${id}`);
  const least = `(select least(coalesce(min(${id}), 0), ${firstMergedId}) from ${table})`;
  const numbered = `select *, ${least} - place as ${id}, place // ${rowsAtATime} as part
    from (
      select *, row_number() over () as place
      from (select distinct ${keys.join(', ')} from merged_groups)
    )`;
  await createTempTable(db, `merged_${table}`, numbered);
  const values = columns.map((column) => `${memberValue(column)} as ${quotedIdentifier(column)}`);
  const joins = members.map((member) => {
    const own = `select * from ${table} where ${id} in (select ${member}_${id} from merged_keys)`;
    return `left join (${own}) as ${member}_rows on ${member}_rows.${id} = ${member}_${id}`;
  });
  const select = `select merged_keys.${id}, ${values.join(', ')} from merged_keys ${joins.join(' ')}`;
  for (const { part } of await partsOf(db, `merged_${table}`)) {
    await createTempTable(db, 'merged_keys', `from merged_${table} where part = $part::bigint`, {
      part: part as number,
    });
    await insertInto(db, table, select);
  }
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
        `merged_${table}.${member}_${id} is not distinct from merged_part.${member}_${id}`,
    );
    return `join merged_${table} on ${same.join(' and ')}`;
  });
  return `
select ${columns.join(', ')}, ${ids.join(', ')}, case ${servers.join(' ')} end as heartbeat_server
from merged_part
join ${rowsOf('counted')} as counted_rows on counted_rows.rowid = counted_row
${[...rows, ...endpoints, ...shared].join('\n')}`;
}

/** The counted row's value where it must be; else the first that one of the rows has. */
function memberValue(column: string): string {
  const name = quotedIdentifier(column);
  if (keptColumns.has(column)) return `counted_rows.${name}`;
  const values = members.map((member) => `${member}_rows.${name}`);
  // Its tokens have no columns of their own, but are values alike.
  if (column === 'log_text' || column === 'transfer_text')
    return `merged_log_text([${values.join(', ')}])`;
  const known = `coalesce(${values.join(', ')})`;
  // One row's claim may be what another knows.
  return column === 'user_claimed' ? `nullif(${known}, ${memberValue('user_name')})` : known;
}

/** Only these rows: the hash table of an outer join would else hold the whole of request_facts. */
function rowsOf(member: (typeof members)[number]): string {
  return `(select rowid, * from request_facts where rowid in (select ${member}_row from merged_part))`;
}

/** Removes what merging added to the dimensions and no merged request names any more. */
export async function dropUnusedMerged(db: Database): Promise<void> {
  for (const { table, id } of dimensions) {
    const unused = `delete from ${table}
      where ${id} < ${firstMergedId} and ${id} not in (select ${id} from merged_facts)`;
    await db.run(unused);
  }
}
