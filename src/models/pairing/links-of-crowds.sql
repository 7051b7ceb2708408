-- Rows of crowds at most $most_ms apart, starts and ends together. Nearer pairs come before all others,
-- so that crowds are gone through in growing circles, and what has its partner is out of the next.
-- Grain: one pair, an inner row and one farther out in the chain.
with inner_rows as (
  select *, start_ms // $width_ms as own_start, end_ms // $width_ms as own_end
  from pairing_inner
  semi join pairing_crowds using (partner_key)
),
outer_rows as (
  select *, start_ms // $width_ms as own_start, end_ms // $width_ms as own_end
  from pairing_outer
  semi join pairing_crowds using (partner_key)
),
near_pairs as (
  select inner_near.id as inner_id, outer_rows.id as outer_id
  from (
    select *, unnest([own_start - 1, own_start, own_start + 1]) as slot
    from inner_rows
    where start_ms is not null
  ) as inner_near
  join outer_rows
    on outer_rows.partner_key = inner_near.partner_key
    and outer_rows.own_start = inner_near.slot
    and abs(outer_rows.start_ms - inner_near.start_ms)
      + abs(outer_rows.end_ms - inner_near.end_ms) <= $most_ms
  union all
  select inner_near.id as inner_id, outer_rows.id as outer_id
  from (
    select *, unnest([own_end - 1, own_end, own_end + 1]) as slot
    from inner_rows
  ) as inner_near
  join outer_rows
    on outer_rows.partner_key = inner_near.partner_key
    and outer_rows.own_end = inner_near.slot
    and 2 * abs(outer_rows.end_ms - inner_near.end_ms) <= $most_ms
    and (inner_near.start_ms is null or outer_rows.start_ms is null)
)
select
  near_pairs.inner_id,
  near_pairs.outer_id,
  false as by_id,
  pairing_distance(inner_rows.start_ms, inner_rows.end_ms, outer_rows.start_ms, outer_rows.end_ms)
    as distance_ms,
  inner_rows.status is distinct from outer_rows.status as other_status
from near_pairs
join inner_rows on inner_rows.id = near_pairs.inner_id
join outer_rows on outer_rows.id = near_pairs.outer_id
where admits(inner_rows.is_stranger, outer_rows.status)
  and admits(outer_rows.is_stranger, inner_rows.status)
  and agree_if_known(inner_rows.named_user, outer_rows.named_user)
  and (inner_rows.request_key is null or outer_rows.request_key is null)
