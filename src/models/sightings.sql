-- Who came with which device, from all requests.
-- Grain: one person as logged, with or without a device, authenticated or not.
select *
from device_sightings(timestamp 'infinity')
