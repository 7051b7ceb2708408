-- Who came with which device, from the requests up to a time.
-- Grain: one person as logged, with or without a device, authenticated or not.
-- Up to a time when all had come already, the runs of all requests serve; else they are made anew.
with newest as (
  select max(requested_at) as newest_at from merged_requests
),
runs as (
  select sighting_runs.*
  from sighting_runs, newest
  where newest_at <= until_time::timestamp
  union all by name
  select *
  from sighting_runs_until(
    (select until_time::timestamp from newest where newest_at > until_time::timestamp)
  )
),
ordered_runs as (
  select
    *,
    row_number() over (order by first_seen_at, server, site, first_place) as first_rank,
    row_number() over (order by last_seen_at, server, site, last_place) as last_rank
  from runs
)
select
  coalesce(user_name, user_claimed) as user_name,
  case when user_name is not null then lower(user_domain) end as user_domain,
  is_authenticated,
  upper(device_id) as device_key,
  is_probe,
  min(first_rank) as first_rank,
  max(last_rank) as last_rank,
  min(first_seen_at) as first_seen_at,
  max(last_seen_at) as last_seen_at,
  max(last_sync_at) as last_sync_at,
  max(last_seen_at) filter (access_state is not null) as access_state_at,
  max(last_rank) filter (access_state is not null) as access_rank,
  arg_min(device_id, first_rank) as device_id,
  arg_max(device_type, last_rank) as device_type,
  arg_max(os, last_rank) as os,
  arg_max(user_agent, last_rank) as user_agent,
  arg_max(access_state, last_rank) as access_state,
  arg_max(access_reason, last_rank) filter (access_state is not null) as access_reason
from ordered_runs
group by all
