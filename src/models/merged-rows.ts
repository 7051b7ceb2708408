import { quotedIdentifier } from '../duckdb/sql-text.ts';
import { mergedColumns } from './merged-rows.model.ts';

/** What the counted row says about itself; everything else it may learn from the other rows. */
const keptColumns = new Set([
  ...['file_id', 'line_no', 'requested_at', 'server', 'site', 'source', 'tier', 'is_probe'],
  ...['status', 'substatus', 'win32_status', 'bytes_sent', 'bytes_received', 'time_taken_ms'],
  ...['is_eas', 'counted', 'group_file_id', 'group_line_no'],
]);

/** The rows that stand beside the counted one, in the order in which they fill what it lacks. */
const others = ['http_proxy_rows', 'back_rows', 'proxy_rows'];

/**
 * The SELECT of `merged_rows` for the groups in `pairing_matches` from the counted row `$from` to
 * before `$until` (NULL: to the end). The counted row of a group is a
 * front, single or back row; so a back row beside it never comes with a single one to fill in first.
 */
export function mergedRowsSql(): string {
  const columns = Object.keys(mergedColumns).map((column) => {
    const name = quotedIdentifier(column);
    if (column === 'counted') return `  true as ${name}`;
    if (column === 'group_file_id') return `  counted_rows.file_id as ${name}`;
    if (column === 'group_line_no') return `  counted_rows.line_no as ${name}`;
    if (keptColumns.has(column)) return `  counted_rows.${name}`;
    const values = ['counted_rows', ...others].map((rows) => `${rows}.${name}`);
    return `  coalesce(${values.join(', ')}) as ${name}`;
  });
  const servers = ['counted_rows', ...others].map(
    (rows) => `when ${rows}.heartbeat_s is not null then ${rows}.server`,
  );
  return `
with groups as (
  select
    outer_id,
    max(inner_id) filter (where inner_role = 2) as http_proxy_id,
    max(inner_id) filter (where inner_role = 4) as back_id,
    max(inner_id) filter (where inner_role = 0) as proxy_id
  from pairing_matches
  where outer_id >= $from::bigint and ($until::bigint is null or outer_id < $until::bigint)
  group by outer_id
)
select
${columns.join(',\n')},
  case ${servers.join(' ')} end as heartbeat_server
from groups
join request_rows as counted_rows on counted_rows.row_id = groups.outer_id
left join ${rowsOf('http_proxy_id')} as http_proxy_rows on http_proxy_rows.row_id = groups.http_proxy_id
left join ${rowsOf('back_id')} as back_rows on back_rows.row_id = groups.back_id
left join ${rowsOf('proxy_id')} as proxy_rows on proxy_rows.row_id = groups.proxy_id
`;
}

/** Only these rows: the hash table of an outer join would else hold the whole of request_rows. */
function rowsOf(id: 'http_proxy_id' | 'back_id' | 'proxy_id'): string {
  return `(select * from request_rows where row_id in (select ${id} from groups))`;
}
