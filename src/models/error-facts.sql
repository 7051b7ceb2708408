-- The real requests that are errors (contract.md section 5, "Error"), with the numbers of their
-- dimensions. Grain: one request.
select
  facts.file_id,
  facts.line_no,
  facts.requested_at,
  facts.status,
  facts.client_id,
  facts.endpoint_id,
  case
    when endpoints.error is not null then 'token'
    when not is_good_status(endpoints.command, facts.eas_status) then 'eas'
    else 'http'
  end as error_kind
from counted_facts as facts
join request_endpoints as endpoints using (endpoint_id)
left join logon_legs using (file_id, line_no)
where logon_legs.file_id is null
  and (
    facts.status >= 400
    or endpoints.error is not null
    or not is_good_status(endpoints.command, facts.eas_status)
  )
