-- What the exports say of each device of a mailbox, up to a time; of each fact the newest, and with it what
-- explains it. An owner that moves to another OU of the domain stays the same owner.
-- Grain: one device of one mailbox as exported.
with dated_rows as (
  select
    device_statistics_rows.*,
    coalesce(lower(owner_path), owner_name) as owner_key,
    case
      when owner_name is null or domain is null then coalesce(lower(owner_path), owner_name)
      else owner_name || '@' || domain
    end as owner,
    upper(device_id) as device_key,
    (as_of, files.content_hash, device_statistics_rows.line_no) as age
  from device_statistics_rows
  left join files using (file_id)
  where device_id is not null and as_of <= until_time
)
select
  arg_max(owner_key, age) as owner_key,
  device_key,
  arg_max(owner_name, age) as owner_name,
  arg_max(owner_path, age) as owner_path,
  arg_max(domain, age) as domain,
  -- An owner right under the domain is in no OU any more.
  arg_max_null(ou, age) filter (domain is not null) as ou,
  max(as_of) as as_of,
  arg_max(device_id, age) as device_id,
  arg_max(device_type, age) as device_type,
  arg_max(device_model, age) as device_model,
  arg_max(friendly_name, age) as friendly_name,
  arg_max(imei, age) as imei,
  arg_max(phone_number, age) as phone_number,
  arg_max(mobile_operator, age) as mobile_operator,
  arg_max(os, age) as os,
  arg_max(user_agent, age) as user_agent,
  min(first_sync_at) as first_sync_at,
  max(last_sync_at) as last_sync_at,
  max(last_sync_attempt_at) as last_sync_attempt_at,
  max(last_policy_update_at) as last_policy_update_at,
  arg_max(last_ping_heartbeat_s, age) as last_ping_heartbeat_s,
  arg_max(folders_synced, age) as folders_synced,
  arg_max(access_state, age) as access_state,
  arg_max_null(access_reason, age) filter (access_state is not null) as access_reason,
  arg_max_null(access_rule, age) filter (access_state is not null) as access_rule,
  arg_max(policy, age) as policy,
  arg_max_null(policy_status, age) filter (policy is not null) as policy_status
from dated_rows
group by owner, device_key
