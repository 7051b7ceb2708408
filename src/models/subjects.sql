-- Whose a request is: what joins each person as logged with each device to mailbox, domain, OU, policy
-- and system (docs/definitions.md, "Filters": of the mailbox's user, else of the device).
-- Grain: one person as logged, with or without a device.
with persons as (
  select
    *,
    row_number() over (order by user_name, user_domain, device_key) as subject_no,
    case when device_key is not null then dense_rank() over (order by device_key) end as device_no
  from (select distinct user_name, user_domain, device_key from sightings)
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
-- One spelling of each device: that of its earliest row.
spelled_devices as (
  select
    device_key,
    arg_min(device_id, first_rank) as device_id,
    arg_max(os, last_rank) filter (where os is not null) as os
  from sightings
  where device_key is not null
  group by device_key
)
select
  persons.subject_no,
  persons.device_no,
  persons.user_name,
  persons.user_domain,
  persons.device_key,
  accounts.mailbox,
  coalesce(mailboxes.user_name, persons.user_name) as account,
  case when contains(mailboxes.domain, '.') then mailboxes.domain end as dns_domain,
  coalesce(mailboxes.domain, lone_devices.domain) as domain,
  coalesce(mailboxes.ou, lone_devices.ou) as ou,
  coalesce(own_devices.policy, mailboxes.policy, lone_devices.policy) as policy,
  spelled_devices.device_id,
  coalesce(own_devices.os, spelled_devices.os) as os,
  own_devices.last_ping_heartbeat_s
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
left join spelled_devices
  on spelled_devices.device_key = persons.device_key
