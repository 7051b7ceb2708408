-- Device types by their numbers. Grain: one device type.
with firsts as (
  select type_no, min(client_id) as client_id
  from client_subjects
  where type_no is not null
  group by type_no
)
select
  firsts.type_no,
  clients.device_type
from firsts
join request_clients as clients using (client_id)
