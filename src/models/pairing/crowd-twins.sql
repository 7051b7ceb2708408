-- Rows of a crowd that start and end at the same time, with one status and one user: their pairs are the
-- best there can be, and taken in the order among equals, which pairs the first with the first, the
-- second with the second, and so on. Not where a row of that device and end does not tell its start, or
-- has a request id: it may be as near without being a twin. Grain: one pair.
with crowd as (
  select id, partner_key, request_key, start_ms, end_ms, status, named_user, true as is_inner
  from pairing_inner
  semi join pairing_crowds using (partner_key)
  union all
  select id, partner_key, request_key, start_ms, end_ms, status, named_user, false as is_inner
  from pairing_outer
  semi join pairing_crowds using (partner_key)
),
plain_ends as (
  select partner_key, end_ms
  from crowd
  group by all
  having count(start_ms) = count(*) and count(request_key) = 0
),
plain_twins as (
  select partner_key, start_ms, end_ms, status
  from crowd
  semi join plain_ends using (partner_key, end_ms)
  group by all
  having count(distinct named_user) + max((named_user is null)::int) = 1
    and bool_or(is_inner)
    and not bool_and(is_inner)
),
places as (
  select
    crowd.*,
    row_number() over (
      partition by
        crowd.is_inner, crowd.partner_key, crowd.start_ms, crowd.end_ms, crowd.status
      order by
        facts.requested_at,
        endpoints.server,
        endpoints.site,
        facts.line_no,
        files.content_hash,
        files.path
    ) as place
  from crowd
  join plain_twins
    on plain_twins.partner_key = crowd.partner_key
    and plain_twins.start_ms = crowd.start_ms
    and plain_twins.end_ms = crowd.end_ms
    and plain_twins.status is not distinct from crowd.status
  join request_facts as facts on facts.rowid = crowd.id
  left join request_endpoints as endpoints using (endpoint_id)
  left join files on files.file_id = facts.file_id
)
select inner_rows.id as inner_id, outer_rows.id as outer_id
from places as inner_rows
join places as outer_rows
  on outer_rows.partner_key = inner_rows.partner_key
  and outer_rows.start_ms = inner_rows.start_ms
  and outer_rows.end_ms = inner_rows.end_ms
  and outer_rows.status is not distinct from inner_rows.status
  and outer_rows.place = inner_rows.place
where inner_rows.is_inner and not outer_rows.is_inner
