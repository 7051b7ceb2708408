-- Rows outside pairing_rows that carry a request id of pairing_frontier. Grain: one row.
-- Whether their roles pair is for the links to say: here it would make the join a nested loop.
select *
from pairing_source
where request_key in (select request_key from pairing_frontier where request_key is not null)
  and id not in (select id from pairing_rows)
