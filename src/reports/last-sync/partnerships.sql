-- Every partnership as of a time with its last sync, and for those that do not sync what stands in the way.
-- The PowerShell line shows what removing a partnership of no use would do. Names come from logs: they
-- stand in single quotes, and every character that PowerShell takes for one is doubled. What holds
-- control characters gets no line.
-- Grain: a mailbox and a device.
with partnerships as (
  select *
  from devices_as_of($as_of)
  where $probes or not is_probe
),
places as (
  select
    endpoint_id,
    server,
    error,
    dense_rank() over (order by server, site) as place_no
  from request_endpoints
),
newest_of_clients as (
  select
    runs.client_id,
    arg_max(
      runs.endpoint_id,
      sighting_rank(runs.last_seen_at, places.place_no, runs.last_place)
    ) as endpoint_id,
    max(sighting_rank(runs.last_seen_at, places.place_no, runs.last_place)) as rank
  from client_runs($as_of) as runs
  join places using (endpoint_id)
  group by runs.client_id
),
newest_requests as (
  select
    subjects.mailbox,
    subjects.device_key,
    arg_max(newest.endpoint_id, newest.rank) as endpoint_id
  from newest_of_clients as newest
  join client_subjects using (client_id)
  join subjects using (subject_no)
  group by all
),
refusals as (
  select
    facts.client_id,
    facts.requested_at,
    sighting_rank(
      facts.requested_at,
      places.place_no,
      row_order(facts.requested_at, facts.line_no)
    ) as rank,
    case
      when facts.eas_status = 140 or starts_with(places.error, 'RemoteWipe') then 'wiped'
      when facts.status = 449
        or facts.eas_status in (141, 142, 143, 144)
        or contains(places.error, 'Provision')
        then 'not provisioned'
      when facts.status = 401 then '401'
    end as obstacle
  from counted_facts as facts
  join places using (endpoint_id)
  where facts.requested_at <= $as_of
    and (
      facts.status in (401, 449)
      or facts.eas_status between 140 and 144
      or places.error is not null
    )
),
newest_of_subjects as (
  select
    subjects.mailbox,
    subjects.device_key,
    arg_max(refusals.obstacle, refusals.rank) as obstacle,
    max(refusals.rank) as rank,
    max(refusals.requested_at) as obstacle_at
  from refusals
  join client_subjects using (client_id)
  join subjects using (subject_no)
  where refusals.obstacle is not null and subjects.device_key is not null
  group by all
),
-- Of a shared device each has their own; a 401 that names nobody may be of any of them, one that names
-- somebody else is not.
newest_refusals as (
  select
    partners.mailbox,
    partners.device_key,
    arg_max(newest.obstacle, newest.rank) as obstacle,
    max(newest.obstacle_at) as obstacle_at
  from newest_of_subjects as newest
  join devices_as_of($as_of) as partners
    on partners.device_key = newest.device_key
    and coalesce(partners.mailbox = newest.mailbox, true)
  group by all
),
dated_partnerships as (
  select
    partnerships.*,
    endpoints.server,
    case
      when newest_refusals.obstacle_at > partnerships.last_sync_at or partnerships.last_sync_at is null
        then newest_refusals.obstacle
    end as obstacle,
    date_diff(
      'day',
      zone_day(last_sync_at, $tz),
      zone_day($as_of, $tz)
    ) as days_since,
    date_diff(
      'day',
      zone_day(last_contact_at, $tz),
      zone_day($as_of, $tz)
    ) as days_silent,
    coalesce(days_silent > 90, true) as is_unused,
    case when is_unused then
      '''' || regexp_replace(coalesce(owner_path, mailbox), '([''‘’‚‛])', '\1\1', 'g') || ''''
    end as quoted_mailbox,
    case when is_unused then
      '''' || regexp_replace(device_id, '([''‘’‚‛])', '\1\1', 'g') || ''''
    end as quoted_device
  from partnerships
  left join newest_requests using (mailbox, device_key)
  left join newest_refusals using (mailbox, device_key)
  left join request_endpoints as endpoints using (endpoint_id)
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
  is_unused,
  case
    when not is_unused then null
    when regexp_matches(coalesce(owner_path, mailbox) || device_id, '[\p{Cc}\p{Cf}\x{2028}\x{2029}]') then null
    when mailbox = '(unknown)' then
      'Get-MobileDevice -ResultSize Unlimited | Where-Object { $_.DeviceId -eq ' || quoted_device
        || ' } | Remove-MobileDevice -WhatIf'
    else
      'Get-MobileDevice -Mailbox ' || quoted_mailbox || ' | Where-Object { $_.DeviceId -eq '
        || quoted_device || ' } | Remove-MobileDevice -WhatIf'
  end as command
from dated_partnerships
