-- Whose the requests of each client are: its row in subjects, by number. Grain: one client.
-- Clients of one subject with the same type, agent, domain and kind of traffic are alike in reports: the
-- first of them stands for all.
with kinds as (
  select
    *,
    row_number() over (order by device_type, user_agent, is_probe, user_domain) as kind_no,
    case when device_type is not null then dense_rank() over (order by device_type) end as type_no
  from (select distinct device_type, user_agent, is_probe, user_domain from request_clients)
),
numbered_clients as (
  select
    clients.client_id,
    clients.is_probe,
    subjects.subject_no,
    subjects.device_no,
    kinds.kind_no,
    kinds.type_no
  from request_clients as clients
  join kinds
    on kinds.device_type is not distinct from clients.device_type
    and kinds.user_agent is not distinct from clients.user_agent
    and kinds.is_probe is not distinct from clients.is_probe
    and kinds.user_domain is not distinct from clients.user_domain
  join subjects
    on subjects.user_name is not distinct from coalesce(clients.user_name, clients.user_claimed)
    and subjects.user_domain is not distinct from
      case when clients.user_name is not null then lower(clients.user_domain) end
    and subjects.device_key is not distinct from upper(clients.device_id)
)
select
  client_id,
  is_probe,
  subject_no,
  device_no,
  type_no,
  min(client_id) over (partition by subject_no, kind_no) as like_id
from numbered_clients
