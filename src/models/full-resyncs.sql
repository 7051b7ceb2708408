-- Times a partnership starts over (docs/definitions.md, "Full resync"). Grain: one such time.
-- Few requests can be a start, which what they have in common with others tells; only their texts are
-- read, and those that the same devices sent before.
with start_texts as (
  select transfer_id
  from request_transfers
  where regexp_matches(transfer_text, '(?:^|_)(?:Ssnf:T|St:F|Sk:?0)(?:_|$)')
),
start_requests as materialized (
  select client_id, endpoint_id, requested_at, log_text
  from counted_facts
  semi join start_texts using (transfer_id)
  where status is distinct from 401
),
start_clients as (
  select client_id, user_name, user_claimed, user_domain, device_id, is_probe
  from request_clients
  semi join start_requests using (client_id)
  where device_id is not null
),
starts as materialized (
  select
    clients.user_name,
    clients.user_claimed,
    clients.user_domain,
    upper(clients.device_id) as device_key,
    clients.is_probe,
    requests.requested_at,
    endpoints.server,
    -- Exchange says so of the request, before it tells of folders, if it comes to that.
    regexp_matches(requests.log_text, '(?:^|_)Ssnf:T(?:_|$)') as is_state_lost,
    unnest(
      coalesce(nullif(log_sync_keys(requests.log_text), []), [null]),
      recursive := true
    )
  from start_requests as requests
  join start_clients as clients using (client_id)
  join request_endpoints as endpoints using (endpoint_id)
),
folder_texts as (
  select transfer_id
  from request_transfers
  where contains(transfer_text, 'Fid')
),
last_starts as (
  select device_key, max(requested_at) as last_at
  from starts
  where sync_key = '0' or sync_type = 'F'
  group by device_key
),
last_client_starts as materialized (
  select
    clients.client_id,
    clients.user_name,
    clients.user_claimed,
    clients.user_domain,
    last_starts.device_key,
    last_starts.last_at
  from request_clients as clients
  join last_starts
    on last_starts.device_key = upper(clients.device_id)
),
earlier as (
  select
    clients.user_name,
    clients.user_claimed,
    clients.user_domain,
    clients.device_key,
    facts.requested_at,
    unnest(log_sync_keys(facts.log_text), recursive := true)
  from counted_facts as facts
  join last_client_starts as clients
    on clients.client_id = facts.client_id
    and clients.last_at > facts.requested_at
  semi join folder_texts
    on folder_texts.transfer_id = facts.transfer_id
  where facts.status is distinct from 401
    and contains(facts.log_text, 'Sk')
),
later_keys as (
  select mailbox, device_key, folder_id, min(requested_at) as first_at
  from earlier
  join accounts
    on accounts.user_name = coalesce(earlier.user_name, earlier.user_claimed)
    and accounts.user_domain is not distinct from
      case when earlier.user_name is not null then lower(earlier.user_domain) end
  where folder_id is not null and sync_key <> '0' and sync_type is distinct from 'F'
  group by mailbox, device_key, folder_id
),
folders as (
  select accounts.mailbox, starts.*
  from starts
  join accounts
    on accounts.user_name = coalesce(starts.user_name, starts.user_claimed)
    and accounts.user_domain is not distinct from
      case when starts.user_name is not null then lower(starts.user_domain) end
  -- What a stranger claims to be is no partnership.
  semi join devices
    on devices.mailbox = accounts.mailbox
    and devices.device_key = starts.device_key
),
restarts as (
  select folders.*
  from folders
  left join later_keys using (mailbox, device_key, folder_id)
  where is_state_lost
    or ((sync_key = '0' or sync_type = 'F') and later_keys.first_at < folders.requested_at)
),
dated_restarts as (
  select
    *,
    lag(requested_at) over (partition by mailbox, device_key order by requested_at) as before_at
  from restarts
),
numbered_restarts as (
  select
    *,
    count(*) filter (before_at is null or requested_at >= before_at + to_seconds(600)) over (
      partition by mailbox, device_key
      order by requested_at
    ) as restart_no
  from dated_restarts
)
select
  mailbox,
  device_key,
  min(requested_at) as started_at,
  max(requested_at) as ended_at,
  count(distinct folder_id) as folders,
  min(server) as server,
  bool_and(is_probe) as is_probe
from numbered_restarts
group by mailbox, device_key, restart_no
