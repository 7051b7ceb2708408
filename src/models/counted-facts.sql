-- Each real ActiveSync request once, with the numbers of its dimensions: alone as it was logged, or as
-- pairing merged it. Grain: one request.
select
  request_facts.* exclude (counted, group_file_id, group_line_no),
  null::varchar as heartbeat_server
from request_facts
join request_endpoints using (endpoint_id)
where request_endpoints.is_eas
  and request_facts.counted
  and request_facts.group_file_id is null
union all by name
select * exclude (counted, group_file_id, group_line_no)
from merged_facts
