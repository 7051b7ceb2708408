-- What decides which rows are one request. Grain: one ActiveSync row of request_rows.
-- `role` says where in the chain a row stands: 0 proxy, 1 front (IIS), 2 front (HttpProxy),
-- 3 single, 4 back.
select
  row_id as id,
  requested_at,
  case
    when tier = 'proxy' then 0
    when tier = 'front' and source is distinct from 'httpproxy' then 1
    when tier = 'front' then 2
    when tier = 'back' then 4
    else 3
  end as role,
  text_key(request_id) as request_key,
  text_key(coalesce('d' || upper(device_id), 'a' || user_agent) || ' ' || coalesce(command, ''))
    as partner_key,
  coalesce(user_name, user_claimed) as named_user,
  status,
  coalesce(status = 401, false) and user_name is null as is_stranger,
  epoch_ms(requested_at) as end_ms,
  epoch_ms(requested_at) - time_taken_ms as start_ms,
  epoch_ms(requested_at) // 5000 as end_slot,
  (epoch_ms(requested_at) - time_taken_ms) // 5000 as start_slot,
  file_id,
  line_no,
  coalesce(counted, false) as was_counted,
  group_file_id as was_group_file_id,
  group_line_no as was_group_line_no
from request_rows
where is_eas
