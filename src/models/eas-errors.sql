-- The real requests that are errors (docs/definitions.md, "Error"). Grain: one request.
select
  requests.*,
  error_facts.error_kind
from eas_requests_merged as requests
join error_facts using (file_id, line_no)
