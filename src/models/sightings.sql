-- Who came with which device, from all requests.
-- Grain: one person as logged, with or without a device, authenticated or not.
select
  user_name,
  user_domain,
  device_key,
  first_rank,
  last_rank,
  device_id,
  os
from device_sightings(timestamp 'infinity')
