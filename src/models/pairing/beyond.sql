-- Rows outside pairing_rows that can pair with the rows of pairing_frontier. Grain: one row.
-- $from_ms and $to_ms hold all starts and ends of the frontier, 5 s around included; what began by then
-- had ended by $last_ms.
-- The rows outside are few, those of the frontier may be millions: these are gone through, and not kept.
with outside_rows as materialized (
  select *
  from pairing_source
  where requested_at between make_timestamp_ms($from_ms::bigint) and make_timestamp_ms($last_ms::bigint)
    and least(start_ms, end_ms) <= $to_ms
    and id not in (select id from pairing_rows)
),
outside_ends as (
  select id, partner_key, role, end_ms, unnest([end_slot - 1, end_slot, end_slot + 1]) as slot
  from outside_rows
),
outside_starts as (
  select id, partner_key, role, start_ms, unnest([start_slot - 1, start_slot, start_slot + 1]) as slot
  from outside_rows
  where start_ms is not null
),
linked as (
  select outside_ends.id
  from pairing_frontier as frontier
  join outside_ends
    on outside_ends.partner_key = frontier.partner_key
    and outside_ends.slot = frontier.end_slot
    and abs(outside_ends.end_ms - frontier.end_ms) <= 5000
    and roles_pair(frontier.role, outside_ends.role)
  union
  select outside_starts.id
  from pairing_frontier as frontier
  join outside_starts
    on outside_starts.partner_key = frontier.partner_key
    and outside_starts.slot = frontier.start_slot
    and abs(outside_starts.start_ms - frontier.start_ms) <= 5000
    and roles_pair(frontier.role, outside_starts.role)
)
select outside_rows.*
from outside_rows
semi join linked on linked.id = outside_rows.id
