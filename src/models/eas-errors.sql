-- The real requests that are errors (contract.md section 5, "Error"). Grain: one request.
select
  requests.*,
  case
    when requests.error is not null then 'token'
    when not is_good_status(requests.command, requests.eas_status) then 'eas'
    else 'http'
  end as error_kind
from eas_requests_merged as requests
left join logon_legs using (file_id, line_no)
where logon_legs.file_id is null
  and (
    requests.status >= 400
    or requests.error is not null
    or not is_good_status(requests.command, requests.eas_status)
  )
