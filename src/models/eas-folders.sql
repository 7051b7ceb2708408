-- The collections (folders) that each real request synchronised, read from its log text when asked
-- for. Grain: one collection of one request.
with folder_lists as (
  select
    *,
    log_folders(log_text) as folders
  from merged_requests
  where contains(log_text, 'Fid') or starts_with(log_text, 'V')
)
select
  requested_at,
  server,
  user_name,
  user_domain,
  user_claimed,
  device_id,
  device_type,
  command,
  status,
  is_probe,
  file_id,
  line_no,
  generate_subscripts(folders, 1) as folder_no,
  unnest(folders, recursive := true)
from folder_lists
