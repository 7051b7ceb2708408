-- Rows outside pairing_rows that carry a request id of pairing_frontier. Grain: one row.
select pairing_source.*
from pairing_source
semi join pairing_frontier
  on pairing_frontier.request_key = pairing_source.request_key
  and roles_pair(pairing_frontier.role, pairing_source.role)
where pairing_source.request_key is not null
  and pairing_source.id not in (select id from pairing_rows)
