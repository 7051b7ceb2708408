-- What was synchronised: items by class, direction and operation, as the log text counts them.
-- Grain: a mailbox, device type, device and class; with day, server and status, and who it was, where
-- the period has no more than a million requests.
with scale as (
  select count(*) > 1_000_000 as is_big
  from eas_requests_merged
  where requested_at >= $since and requested_at < $until
),
-- Most requests name one collection in one plain way, which one expression reads much faster than the
-- general one.
syncs as (
  select
    coalesce(user_name, user_claimed) as user_name,
    case when user_name is not null then lower(user_domain) end as user_domain,
    upper(device_id) as device_key,
    device_type,
    case
      when is_big then null
      when $tz = 'UTC' then requested_at::date
      else timezone($tz, timezone('UTC', requested_at))::date
    end as day,
    case when not is_big then server end as server,
    case when not is_big then status end as status,
    log_text,
    substr(log_text, strpos(log_text, '_Fid:')) as folder_text,
    regexp_extract(
      folder_text,
      '^_Fid:[^_]*_Ty:([A-Za-z]{2})_(?:(?:Filts?|St|Sks?|Ssnf)[^_]*_)*(?:Cli:([0-9]{1,15})a([0-9]{1,15})c([0-9]{1,15})d[0-9][^_]*_)?Srv:([0-9]{1,15})a([0-9]{1,15})c([0-9]{1,15})d([0-9]{1,15})s(?:[0-9][^_]*)?_',
      [
        'class', 'client_adds', 'client_changes', 'client_deletes', 'server_adds',
        'server_changes', 'server_deletes', 'server_soft_deletes'
      ]
    ) as plain
  from merged_requests
  cross join scale
  where requested_at >= $since
    and requested_at < $until
    and ($probes or is_probe is not true)
    and command = 'Sync'
    and (contains(log_text, 'Fid') or contains(log_text, 'FS:'))
    and true -- filter: day = timezone($tz, timezone('UTC', requested_at))::date, server = server, status = status
),
collections as (
  select
    * exclude (log_text, folder_text, plain),
    unnest(
      case
        when plain.class <> ''
          and not contains(substr(folder_text, 5), 'Fid')
          and (plain.client_adds <> '' or not contains(folder_text, 'Cli'))
          then [{
            'class': plain.class,
            'client_adds': try_cast(plain.client_adds as bigint),
            'client_changes': try_cast(plain.client_changes as bigint),
            'client_deletes': try_cast(plain.client_deletes as bigint),
            'server_adds': try_cast(plain.server_adds as bigint),
            'server_changes': try_cast(plain.server_changes as bigint),
            'server_deletes': try_cast(plain.server_deletes as bigint),
            'server_soft_deletes': try_cast(plain.server_soft_deletes as bigint)
          }]
        else list_transform(log_folders(log_text), lambda folder: {
            'class': folder.class,
            'client_adds': folder.client_adds,
            'client_changes': folder.client_changes,
            'client_deletes': folder.client_deletes,
            'server_adds': folder.server_adds,
            'server_changes': folder.server_changes,
            'server_deletes': folder.server_deletes,
            'server_soft_deletes': folder.server_soft_deletes
          })
      end,
      recursive := true
    )
  from syncs
),
items as (
  select
    user_name,
    user_domain,
    device_key,
    device_type,
    day,
    server,
    status,
    class,
    coalesce(sum(client_adds), 0) as client_adds,
    coalesce(sum(client_changes), 0) as client_changes,
    coalesce(sum(client_deletes), 0) as client_deletes,
    coalesce(sum(server_adds), 0) as server_adds,
    coalesce(sum(server_changes), 0) as server_changes,
    coalesce(sum(server_deletes), 0) as server_deletes,
    coalesce(sum(server_soft_deletes), 0) as server_soft_deletes
  from collections
  group by all
  having greatest(client_adds, client_changes, client_deletes, server_adds,
    server_changes, server_deletes, server_soft_deletes) > 0
)
select
  case when not is_big then coalesce(subjects.account, items.user_name) end as user_name,
  items.device_type,
  case when not is_big then coalesce(subjects.device_id, '(no device)') end as device_id,
  subjects.os,
  subjects.domain,
  subjects.ou,
  subjects.policy,
  items.day,
  items.server,
  items.status,
  case items.class
    when 'Em' then 'e-mail'
    when 'Ca' then 'calendar'
    when 'Co' then 'contacts'
    when 'Ta' then 'tasks'
    when 'Nt' then 'notes'
    when 'Sm' then 'SMS'
    else items.class
  end as class,
  sum(items.server_adds + items.server_changes + items.server_deletes) as items_sent,
  sum(items.client_adds + items.client_changes + items.client_deletes) as items_received,
  sum(items.client_adds) as client_adds,
  sum(items.client_changes) as client_changes,
  sum(items.client_deletes) as client_deletes,
  sum(items.server_adds) as server_adds,
  sum(items.server_changes) as server_changes,
  sum(items.server_deletes) as server_deletes,
  sum(items.server_soft_deletes) as server_soft_deletes
from items
cross join scale
left join subjects
  on subjects.user_name is not distinct from items.user_name
  and subjects.user_domain is not distinct from items.user_domain
  and subjects.device_key is not distinct from items.device_key
group by all
