-- The real requests that are errors (docs/definitions.md, "Error") and a minute later lie in a period,
-- with the numbers of their dimensions: by then it is known which were the first leg of a logon.
-- Grain: one request.
select
  (facts.requested_at + to_seconds(60))::date as day,
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
left join logon_legs(
  since_time::timestamp - to_seconds(60),
  until_time::timestamp - to_seconds(60)
) as legs
  on legs.file_id = facts.file_id
  and legs.line_no = facts.line_no
where facts.requested_at >= since_time::timestamp - to_seconds(60)
  and facts.requested_at <= until_time::timestamp - to_seconds(60)
  and legs.file_id is null
  and (
    facts.status >= 400
    or endpoints.error is not null
    or not is_good_status(endpoints.command, facts.eas_status)
  )
