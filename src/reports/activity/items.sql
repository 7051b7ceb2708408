-- What was synchronised: items by class, direction and operation, as the log text counts them.
-- Grain: a mailbox, device type, device and class; with day, server and status, and who it was, unless
-- the period is big.
with clients as (
  select
    likes.client_id,
    case when not $big then coalesce(subjects.account, subjects.user_name) end as user_name,
    likes.type_no,
    case when not $big then coalesce(subjects.device_id, '(no device)') end as device_id,
    subjects.os,
    subjects.domain,
    subjects.ou,
    subjects.policy
  from client_subjects as likes
  join subjects using (subject_no)
  where $probes or likes.is_probe is not true
),
numbered_people as (
  select row_number() over () as person_no, *
  from (select distinct * exclude (client_id) from clients)
),
people as (
  select clients.client_id, numbered_people.person_no
  from clients
  join numbered_people
    on numbered_people.user_name is not distinct from clients.user_name
    and numbered_people.type_no is not distinct from clients.type_no
    and numbered_people.device_id is not distinct from clients.device_id
    and numbered_people.os is not distinct from clients.os
    and numbered_people.domain is not distinct from clients.domain
    and numbered_people.ou is not distinct from clients.ou
    and numbered_people.policy is not distinct from clients.policy
),
types as (
  select firsts.type_no, own.device_type
  from (select type_no, min(client_id) as client_id from client_subjects group by type_no) as firsts
  join request_clients as own using (client_id)
),
sync_endpoints as (
  select endpoint_id, server
  from request_endpoints
  where command = 'Sync'
),
-- What many requests say alike of collections is read once for all of them.
synced_texts as (
  select transfer_id, transfer_text
  from request_transfers
  where tells_of_folders(transfer_text)
),
syncs as (
  select
    people.person_no,
    case when not $big then zone_day(facts.requested_at, $tz) end as day,
    case when not $big then endpoints.server end as server,
    case when not $big then facts.status end as status,
    facts.transfer_id,
    count(*) as requests
  from (from counted_facts semi join synced_texts using (transfer_id)) as facts
  join sync_endpoints as endpoints using (endpoint_id)
  join people using (client_id)
  where facts.requested_at >= $since
    and facts.requested_at < $until
    and true -- filter: day = zone_day(facts.requested_at, $tz), server = endpoints.server, status = facts.status
  group by all
),
folders as (
  select transfer_id, unnest(log_folders(transfer_text), recursive := true)
  from synced_texts
  semi join syncs using (transfer_id)
),
items as (
  select
    person_no,
    day,
    server,
    status,
    class,
    coalesce(sum(requests * client_adds), 0) as client_adds,
    coalesce(sum(requests * client_changes), 0) as client_changes,
    coalesce(sum(requests * client_deletes), 0) as client_deletes,
    coalesce(sum(requests * server_adds), 0) as server_adds,
    coalesce(sum(requests * server_changes), 0) as server_changes,
    coalesce(sum(requests * server_deletes), 0) as server_deletes,
    coalesce(sum(requests * server_soft_deletes), 0) as server_soft_deletes
  from syncs
  join folders using (transfer_id)
  group by all
  having greatest(client_adds, client_changes, client_deletes, server_adds,
    server_changes, server_deletes, server_soft_deletes) > 0
)
select
  people.user_name,
  types.device_type,
  people.device_id,
  people.os,
  people.domain,
  people.ou,
  people.policy,
  items.day,
  items.server,
  items.status,
  case items.class
    when 'Em' then 'e-mail'
    when 'Ca' then 'calendar'
    when 'Co' then 'contacts'
    when 'Ta' then 'tasks'
    when 'Nt' then 'notes'
    when 'Sm' then 'SMS'
    else items.class
  end as class,
  items.server_adds + items.server_changes + items.server_deletes as items_sent,
  items.client_adds + items.client_changes + items.client_deletes as items_received,
  items.client_adds,
  items.client_changes,
  items.client_deletes,
  items.server_adds,
  items.server_changes,
  items.server_deletes,
  items.server_soft_deletes
from items
join numbered_people as people using (person_no)
left join types using (type_no)
