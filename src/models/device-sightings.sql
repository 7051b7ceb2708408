-- Who came with which device, from the requests up to a time.
-- Grain: one person as logged, with or without a device, authenticated or not.
-- The order among equals (requested_at, server, site, line_no) is computed for few of them. What was said is
-- named by the client that said it: DuckDB cannot spill the texts of arg_max(), and strangers may send
-- millions of them.
with places as (
  select
    endpoint_id,
    dense_rank() over (order by server, site) as place_no
  from request_endpoints
),
runs as (
  select
    client_id,
    place_no,
    status is distinct from 401 as is_answered,
    min(first_seen_at) as first_seen_at,
    max(last_seen_at) as last_seen_at,
    min(first_place) as first_place,
    max(last_place) as last_place,
    max(last_sync_at) as last_sync_at
  from client_runs(until_time)
  join places using (endpoint_id)
  group by all
),
ranked_runs as (
  select
    *,
    sighting_rank(first_seen_at, place_no, first_place) as first_rank,
    sighting_rank(last_seen_at, place_no, last_place) as last_rank
  from runs
)
select
  coalesce(user_name, user_claimed) as user_name,
  case when user_name is not null then lower(user_domain) end as user_domain,
  user_name is not null and is_answered as is_authenticated,
  upper(device_id) as device_key,
  is_probe,
  min(first_seen_at) as first_seen_at,
  max(last_seen_at) as last_seen_at,
  max(last_sync_at) as last_sync_at,
  min(first_rank) as first_rank,
  arg_min(client_id, first_rank) as first_client,
  max(last_rank) filter (device_type is not null) as type_rank,
  arg_max(client_id, last_rank) filter (device_type is not null) as type_client,
  max(last_rank) filter (device_os is not null) as os_rank,
  arg_max(client_id, last_rank) filter (device_os is not null) as os_client,
  max(last_rank) filter (user_agent is not null) as agent_rank,
  arg_max(client_id, last_rank) filter (user_agent is not null) as agent_client,
  max(last_rank) filter (access_state is not null) as access_rank,
  arg_max(client_id, last_rank) filter (access_state is not null) as access_client
from ranked_runs
join request_clients using (client_id)
group by all
