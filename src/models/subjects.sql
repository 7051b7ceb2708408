-- Whose a request is: what joins each person as logged with each device to mailbox, domain, OU, policy
-- and system (docs/definitions.md, "Filters": of the mailbox's user, else of the device).
-- Grain: one person as logged, with or without a device.
-- Stage by stage: joins of one pipeline share its memory, and cannot spill what each must have at once.
with persons as materialized (
  select
    *,
    row_number() over (order by user_name, user_domain, device_key) as subject_no,
    case when device_key is not null then dense_rank() over (order by device_key) end as device_no
  from (select distinct user_name, user_domain, device_key from sightings)
),
-- What a device says of a request that names nobody, or nobody known: only where it has one owner.
lone_devices as (
  select device_key, domain, ou, policy
  from devices
  where device_key in (select device_key from devices group by device_key having count(*) = 1)
),
places as materialized (
  select mailbox, user_name, domain, ou, policy
  from mailboxes
),
in_mailboxes as materialized (
  select
    persons.*,
    accounts.mailbox,
    places.user_name as mailbox_user,
    -- Who was always refused has a mailbox, but is not in mailboxes.
    coalesce(places.domain, accounts.domain) as domain,
    coalesce(places.ou, accounts.ou) as ou,
    coalesce(places.policy, accounts.policy) as policy
  from persons
  left join accounts
    on accounts.user_name = persons.user_name
    and accounts.user_domain is not distinct from persons.user_domain
  left join places
    on places.mailbox = accounts.mailbox
),
with_devices as materialized (
  select
    in_mailboxes.* replace (coalesce(own_devices.policy, in_mailboxes.policy) as policy),
    own_devices.os,
    own_devices.last_ping_heartbeat_s
  from in_mailboxes
  left join devices as own_devices
    on own_devices.mailbox = in_mailboxes.mailbox
    and own_devices.device_key = in_mailboxes.device_key
)
select
  persons.subject_no,
  persons.device_no,
  persons.user_name,
  persons.user_domain,
  persons.device_key,
  persons.mailbox,
  coalesce(persons.mailbox_user, persons.user_name) as account,
  case when contains(persons.domain, '.') then persons.domain end as dns_domain,
  coalesce(persons.domain, lone_devices.domain) as domain,
  coalesce(persons.ou, lone_devices.ou) as ou,
  coalesce(persons.policy, lone_devices.policy) as policy,
  device_spellings.device_id,
  coalesce(persons.os, device_spellings.os) as os,
  persons.last_ping_heartbeat_s
from with_devices as persons
left join lone_devices
  on lone_devices.device_key = persons.device_key
left join device_spellings
  on device_spellings.device_key = persons.device_key
