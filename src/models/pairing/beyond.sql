-- Rows outside pairing_rows that can pair with the rows of pairing_frontier. Grain: one row.
-- $from_ms and $to_ms hold all starts and ends of the frontier, 5 s around included; what began by then
-- had ended by $last_ms.
with frontier_ends as (
  select *, unnest([end_slot - 1, end_slot, end_slot + 1]) as slot
  from pairing_frontier
),
frontier_starts as (
  select *, unnest([start_slot - 1, start_slot, start_slot + 1]) as slot
  from pairing_frontier
  where start_ms is not null
),
outside_rows as (
  select *
  from pairing_source
  where requested_at between make_timestamp_ms($from_ms::bigint) and make_timestamp_ms($last_ms::bigint)
    and least(start_ms, end_ms) <= $to_ms
    and id not in (select id from pairing_rows)
),
linked as (
  select outside_rows.id
  from outside_rows
  join frontier_ends
    on frontier_ends.partner_key = outside_rows.partner_key
    and frontier_ends.slot = outside_rows.end_slot
    and abs(frontier_ends.end_ms - outside_rows.end_ms) <= 5000
    and roles_pair(frontier_ends.role, outside_rows.role)
  union
  select outside_rows.id
  from outside_rows
  join frontier_starts
    on frontier_starts.partner_key = outside_rows.partner_key
    and frontier_starts.slot = outside_rows.start_slot
    and abs(frontier_starts.start_ms - outside_rows.start_ms) <= 5000
    and roles_pair(frontier_starts.role, outside_rows.role)
)
select outside_rows.*
from outside_rows
semi join linked on linked.id = outside_rows.id
