-- Rows with the same request id.
-- Grain: one pair, an inner row and one farther out in the chain.
select
  inner_rows.id as inner_id,
  outer_rows.id as outer_id,
  true as by_id,
  pairing_distance(inner_rows.start_ms, inner_rows.end_ms, outer_rows.start_ms, outer_rows.end_ms)
    as distance_ms,
  inner_rows.status is distinct from outer_rows.status as other_status
from pairing_inner as inner_rows
join pairing_outer as outer_rows
  on outer_rows.request_key = inner_rows.request_key
  and admits(inner_rows.is_stranger, outer_rows.status)
  and admits(outer_rows.is_stranger, inner_rows.status)
