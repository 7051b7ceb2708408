-- Each device as requests tell of it, whoever came with it. Grain: a device.
with clients as materialized (
  select
    device_key,
    arg_min(first_client, first_rank) as first_client,
    arg_max(os_client, os_rank) as os_client
  from sightings
  where device_key is not null
  group by device_key
),
-- As in devices-as-of.sql: to look for few among few.
said as materialized (
  select client_id, device_id, device_os
  from request_clients
  where client_id in (select unnest([first_client, os_client]) from clients)
)
select
  clients.device_key,
  firsts.device_id,
  systems.device_os as os
from clients
left join said as firsts on firsts.client_id = clients.first_client
left join said as systems on systems.client_id = clients.os_client
