-- Each device by its id alone, for figures that count devices: what is said of its one owner, or of the
-- one who was heard of last.
-- Grain: one device.
with owners as (
  select *
  from devices
  qualify row_number() over (
    partition by device_key
    order by last_contact_at desc nulls last, mailbox
  ) = 1
),
numbers as (
  select distinct device_key, device_no
  from subjects
  where device_no is not null
)
select
  device_key,
  numbers.device_no,
  coalesce(device_spellings.device_id, owners.device_id) as device_id,
  owners.mailbox,
  owners.domain,
  owners.ou,
  owners.policy,
  coalesce(owners.os, device_spellings.os) as os
from device_spellings
full join owners using (device_key)
left join numbers using (device_key)
