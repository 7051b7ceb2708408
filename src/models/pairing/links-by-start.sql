-- Rows of one device, command and user that start within 5 s of each other, as links-by-end.sql;
-- those that end so are there already.
-- Grain: one pair, an inner row and one farther out in the chain.
select
  inner_rows.id as inner_id,
  outer_rows.id as outer_id,
  false as by_id,
  pairing_distance(inner_rows.start_ms, inner_rows.end_ms, outer_rows.start_ms, outer_rows.end_ms)
    as distance_ms,
  inner_rows.status is distinct from outer_rows.status as other_status
from (
  select *, unnest([start_slot - 1, start_slot, start_slot + 1]) as slot
  from pairing_inner
) as inner_rows
join pairing_outer as outer_rows
  on outer_rows.partner_key = inner_rows.partner_key
  and outer_rows.start_slot = inner_rows.slot
  and abs(outer_rows.start_ms - inner_rows.start_ms) <= 5000
  and abs(outer_rows.end_ms - inner_rows.end_ms) > 5000
  and admits(inner_rows.is_stranger, outer_rows.status)
  and admits(outer_rows.is_stranger, inner_rows.status)
  and agree_if_known(inner_rows.named_user, outer_rows.named_user)
  and (inner_rows.request_key is null or outer_rows.request_key is null)
