-- One row a real request with all columns of request_rows: alone as it was logged, or as pairing
-- merged it. Grain: one request.
select
  * exclude (row_id, group_file_id, group_line_no),
  case when heartbeat_s is not null then server end as heartbeat_server
from request_rows
where is_eas and counted and group_file_id is null
union all by name
select * exclude (group_file_id, group_line_no)
from merged_rows
