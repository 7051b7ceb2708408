-- Partnerships that nobody has used for more than 90 days, each with the PowerShell line that shows
-- what removing it would do. Names come from logs: they stand in single quotes, and every character
-- that PowerShell takes for one is doubled. What holds control characters gets no line.
-- Grain: a mailbox and a device.
with partnerships as (
  select
    *,
    date_diff(
      'day',
      timezone($tz, timezone('UTC', last_contact_at))::date,
      timezone($tz, timezone('UTC', $as_of))::date
    ) as days_silent
  from devices_as_of($as_of)
  where $probes or not is_probe
),
stale_partnerships as (
  select
    *,
    '''' || regexp_replace(mailbox, '([''‘’‚‛])', '\1\1', 'g') || '''' as quoted_mailbox,
    '''' || regexp_replace(device_id, '([''‘’‚‛])', '\1\1', 'g') || '''' as quoted_device,
    regexp_matches(mailbox || device_id, '[\p{Cc}\p{Cf}\x{2028}\x{2029}]') as is_odd
  from partnerships
  where days_silent is null or days_silent > 90
)
select
  user_name,
  domain,
  ou,
  device_id,
  device_type,
  os,
  policy,
  last_sync_at,
  last_contact_at,
  days_silent,
  case
    when is_odd then null
    when mailbox = '(unknown)' then
      'Get-MobileDevice -ResultSize Unlimited | Where-Object { $_.DeviceId -eq ' || quoted_device
        || ' } | Remove-MobileDevice -WhatIf'
    else
      'Get-MobileDevice -Mailbox ' || quoted_mailbox || ' | Where-Object { $_.DeviceId -eq '
        || quoted_device || ' } | Remove-MobileDevice -WhatIf'
  end as command
from stale_partnerships
