-- Every partnership as it was at a time. Grain: a mailbox and a device.
-- Rows come from exports and from authenticated requests only: a 401 carries what a stranger typed.
-- Up to a time when all had come already, what is known of all requests serves.
with newest as (
  select max(requested_at) as newest_at from request_facts
),
known as (
  select sightings.*
  from sightings, newest
  where newest_at <= until_time::timestamp
  union all by name
  select *
  from device_sightings(
    (select until_time::timestamp from newest where newest_at > until_time::timestamp)
  )
),
sightings as materialized (
  select accounts.mailbox, accounts.domain as account_domain, known.*
  from known
  join accounts
    on accounts.user_name = known.user_name
    and accounts.user_domain is not distinct from known.user_domain
  where known.is_authenticated and known.device_key is not null
),
logged_clients as materialized (
  select
    mailbox,
    device_key,
    min(user_name) as user_name,
    min(account_domain) as account_domain,
    bool_and(is_probe) as is_probe,
    min(first_seen_at) as first_seen_at,
    max(last_seen_at) as last_seen_at,
    max(last_sync_at) as last_sync_at,
    arg_min(first_client, first_rank) as first_client,
    time_of_rank(max(type_rank)) as device_type_at,
    arg_max(type_client, type_rank) as type_client,
    time_of_rank(max(os_rank)) as os_at,
    arg_max(os_client, os_rank) as os_client,
    time_of_rank(max(agent_rank)) as user_agent_at,
    arg_max(agent_client, agent_rank) as agent_client,
    time_of_rank(max(access_rank)) as access_state_at,
    arg_max(access_client, access_rank) as access_client
  from sightings
  group by mailbox, device_key
),
-- Few clients said something that counts: to look for them among these is far less work than among all.
said as materialized (
  select client_id, device_id, device_type, device_os, user_agent, access_state, access_reason
  from request_clients
  where client_id in (
    select unnest([first_client, type_client, os_client, agent_client, access_client])
    from logged_clients
  )
),
logged as materialized (
  select
    logged_clients.*,
    firsts.device_id,
    types.device_type,
    systems.device_os as os,
    agents.user_agent,
    accesses.access_state,
    accesses.access_reason
  from logged_clients
  left join said as firsts on firsts.client_id = first_client
  left join said as types on types.client_id = type_client
  left join said as systems on systems.client_id = os_client
  left join said as agents on agents.client_id = agent_client
  left join said as accesses on accesses.client_id = access_client
),
exported as materialized (
  select * from device_statistics(until_time)
),
-- Whose the exported device is: the account at that place in the directory, or that stood there; else the
-- only account of that name in the domain, which has moved; else the mailbox of that name that came with
-- the device; else the only one that came with it, if only one has it and the directory does not call that
-- one otherwise.
owner_guesses as (
  select exported.owner_key, exported.device_key, places.mailbox, 1 as rank
  from exported
  join directory_places as places on places.place = exported.owner_key
  union all
  select exported.owner_key, exported.device_key, names.mailbox, 2 as rank
  from exported
  join directory_lone_names as names
    on names.object_name = exported.owner_name
    and names.domain = exported.domain
  union all
  select exported.owner_key, exported.device_key, sightings.mailbox, 3 as rank
  from exported
  join sightings
    on sightings.device_key = exported.device_key
    and sightings.user_name = exported.owner_name
    and (exported.domain is null or sightings.account_domain is not distinct from exported.domain)
  union all
  select exported.owner_key, exported.device_key, lone_logged.mailbox, 4 as rank
  from exported
  join (
    select device_key, min(mailbox) as mailbox
    from logged
    group by device_key
    having count(*) = 1
  ) as lone_logged using (device_key)
  join (
    select device_key
    from exported
    group by device_key
    having count(*) = 1
  ) as lone_exported using (device_key)
  left join directory_objects as objects
    on objects.mailbox = lone_logged.mailbox
  where coalesce(objects.object_name = exported.owner_name, true)
),
owners as (
  select owner_key, device_key, arg_min(mailbox, (rank, mailbox)) as mailbox
  from owner_guesses
  group by owner_key, device_key
),
owned as (
  select
    coalesce(
      owners.mailbox,
      exported.owner_name || coalesce('@' || exported.domain, ''),
      '(unknown)'
    ) as mailbox,
    exported.*
  from exported
  left join owners
    on owners.owner_key is not distinct from exported.owner_key
    and owners.device_key = exported.device_key
  qualify row_number() over (
    partition by
      coalesce(
        owners.mailbox,
        exported.owner_name || coalesce('@' || exported.domain, ''),
        '(unknown)'
      ),
      exported.device_key
    order by exported.as_of desc, exported.owner_key
  ) = 1
),
-- Where a mailbox is without a directory: as its newest export says, for all of its devices.
newest_places as (
  select
    mailbox,
    arg_max({'domain': domain, 'ou': ou}, (as_of, device_key)) filter (domain is not null) as place
  from owned
  group by mailbox
)
select
  mailbox,
  case when objects.mailbox is null then owned.owner_path end as owner_path,
  coalesce(objects.sam_account_name, logged.user_name, owned.owner_name) as user_name,
  coalesce(objects.domain, newest_places.place.domain, logged.account_domain) as domain,
  coalesce(objects.ou, newest_places.place.ou) as ou,
  coalesce(logged.device_id, owned.device_id) as device_id,
  device_key,
  newer(owned.device_type, owned.as_of, logged.device_type, logged.device_type_at) as device_type,
  owned.device_model,
  owned.friendly_name,
  owned.imei,
  owned.phone_number,
  owned.mobile_operator,
  newer(owned.os, owned.as_of, logged.os, logged.os_at) as os,
  newer(owned.user_agent, owned.as_of, logged.user_agent, logged.user_agent_at) as user_agent,
  newer(owned.access_state, owned.as_of, logged.access_state, logged.access_state_at)
    as access_state,
  case
    when logged.access_state is null or owned.access_state is not null
      and owned.as_of >= logged.access_state_at
    then owned.access_reason
    else logged.access_reason
  end as access_reason,
  owned.access_rule,
  owned.policy,
  owned.policy_status,
  owned.last_policy_update_at,
  owned.last_ping_heartbeat_s,
  owned.folders_synced,
  earliest(owned.first_sync_at, logged.first_seen_at) as first_seen_at,
  logged.last_seen_at,
  latest(owned.last_sync_at, logged.last_sync_at) as last_sync_at,
  latest(latest(owned.last_sync_attempt_at, owned.last_sync_at), logged.last_seen_at)
    as last_sync_attempt_at,
  latest(latest(owned.last_sync_attempt_at, owned.last_sync_at), logged.last_seen_at)
    as last_contact_at,
  case
    when owned.last_sync_at > logged.last_sync_at or logged.last_sync_at is null
    then case when owned.last_sync_at is not null then 'export' end
    else 'log'
  end as source,
  owned.last_sync_at as exported_sync_at,
  logged.last_sync_at as logged_sync_at,
  owned.as_of as exported_at,
  coalesce(logged.is_probe, false) as is_probe
from logged
full join owned using (mailbox, device_key)
left join newest_places using (mailbox)
left join directory_objects as objects using (mailbox)
