-- What the newest export says of a device, under any owner. Grain: one device id.
select
  device_key,
  arg_max(domain, (as_of, owner_key)) as domain,
  arg_max(ou, (as_of, owner_key)) as ou,
  arg_max(policy, (as_of, owner_key)) as policy,
  arg_max(os, (as_of, owner_key)) as os,
  max(as_of) as as_of
from device_statistics(timestamp 'infinity')
group by device_key
