-- Whose a request is: what joins each person as logged with each device to mailbox, domain, OU, policy
-- and system (contract.md section 2: of the mailbox's user, else of the device).
-- Grain: one person as logged, with or without a device.
with persons as (
  select distinct user_name, user_domain, device_key
  from device_sightings(timestamp 'infinity')
),
-- What a device says of a request that names nobody, or nobody known: only where it has one owner.
lone_devices as (
  select
    device_key,
    min(domain) as domain,
    min(ou) as ou,
    min(policy) as policy
  from devices
  group by device_key
  having count(*) = 1
),
known_devices as (
  select
    device_key,
    arg_max(device_id, (coalesce(last_contact_at, first_seen_at), mailbox)) as device_id,
    arg_max(os, (coalesce(last_contact_at, first_seen_at), mailbox)) as os,
    max(last_ping_heartbeat_s) as last_ping_heartbeat_s
  from devices
  group by device_key
)
select
  persons.user_name,
  persons.user_domain,
  persons.device_key,
  accounts.mailbox,
  coalesce(mailboxes.user_name, persons.user_name) as account,
  case when contains(mailboxes.domain, '.') then mailboxes.domain end as dns_domain,
  coalesce(mailboxes.domain, lone_devices.domain) as domain,
  coalesce(mailboxes.ou, lone_devices.ou) as ou,
  coalesce(own_devices.policy, mailboxes.policy, lone_devices.policy) as policy,
  coalesce(known_devices.device_id, persons.device_key) as device_id,
  coalesce(own_devices.os, known_devices.os) as os,
  coalesce(own_devices.last_ping_heartbeat_s, known_devices.last_ping_heartbeat_s)
    as last_ping_heartbeat_s
from persons
left join accounts
  on accounts.user_name = persons.user_name
  and accounts.user_domain is not distinct from persons.user_domain
left join mailboxes
  on mailboxes.mailbox = accounts.mailbox
left join devices as own_devices
  on own_devices.mailbox = accounts.mailbox
  and own_devices.device_key = persons.device_key
left join lone_devices
  on lone_devices.device_key = persons.device_key
left join known_devices
  on known_devices.device_key = persons.device_key
