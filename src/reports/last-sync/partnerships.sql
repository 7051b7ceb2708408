-- Every partnership as of T with its last sync, and for those that do not sync what stands in the way.
-- The PowerShell line shows what removing a partnership of no use would do. Names come from logs: they
-- stand in single quotes, and every character that PowerShell takes for one is doubled. What holds
-- control characters gets no line.
-- Grain: a mailbox and a device.
with partnerships as (
  select *
  from devices_as_of($as_of)
  where $probes or not is_probe
),
requests as (
  select
    upper(device_id) as device_key,
    server,
    requested_at,
    (requested_at, server, site, line_no) as place,
    case
      when eas_status = 140 or starts_with(error, 'RemoteWipe') then 'wiped'
      when status = 449 or eas_status in (141, 142, 143, 144) or contains(error, 'Provision')
        then 'not provisioned'
      when status = 401 then '401'
    end as obstacle
  from eas_requests_merged
  where requested_at <= $as_of and device_id is not null
),
newest_requests as (
  select
    device_key,
    arg_max(server, place) as server,
    arg_max(obstacle, place) filter (where obstacle is not null) as obstacle,
    max(requested_at) filter (where obstacle is not null) as obstacle_at
  from requests
  group by device_key
),
dated_partnerships as (
  select
    partnerships.*,
    newest_requests.server,
    case
      when newest_requests.obstacle_at > partnerships.last_sync_at or partnerships.last_sync_at is null
        then newest_requests.obstacle
    end as obstacle,
    date_diff(
      'day',
      timezone($tz, timezone('UTC', last_sync_at))::date,
      timezone($tz, timezone('UTC', $as_of))::date
    ) as days_since,
    date_diff(
      'day',
      timezone($tz, timezone('UTC', last_contact_at))::date,
      timezone($tz, timezone('UTC', $as_of))::date
    ) as days_silent,
    '''' || regexp_replace(mailbox, '([''‘’‚‛])', '\1\1', 'g') || '''' as quoted_mailbox,
    '''' || regexp_replace(device_id, '([''‘’‚‛])', '\1\1', 'g') || '''' as quoted_device
  from partnerships
  left join newest_requests using (device_key)
)
select
  user_name,
  domain,
  ou,
  device_id,
  device_type,
  os,
  user_agent,
  access_state,
  policy,
  last_sync_at,
  last_sync_attempt_at,
  days_since,
  case
    when days_since is null then 'never'
    when days_since <= 0 then 'today'
    when days_since <= 7 then '1-7'
    when days_since <= 30 then '8-30'
    when days_since <= 90 then '31-90'
    else '>90'
  end as bucket,
  source,
  mailbox,
  server,
  first_seen_at,
  case
    when days_since <= 0 then null
    when obstacle = 'wiped' then obstacle
    when access_state = 'Blocked' then 'blocked'
    when access_state = 'Quarantined' then 'quarantined'
    else obstacle
  end as reason,
  last_contact_at,
  days_silent,
  days_silent is null or days_silent > 90 as is_unused,
  case
    when days_silent <= 90 then null
    when regexp_matches(mailbox || device_id, '[\p{Cc}\p{Cf}\x{2028}\x{2029}]') then null
    when mailbox = '(unknown)' then
      'Get-MobileDevice -ResultSize Unlimited | Where-Object { $_.DeviceId -eq ' || quoted_device
        || ' } | Remove-MobileDevice -WhatIf'
    else
      'Get-MobileDevice -Mailbox ' || quoted_mailbox || ' | Where-Object { $_.DeviceId -eq '
        || quoted_device || ' } | Remove-MobileDevice -WhatIf'
  end as command
from dated_partnerships
