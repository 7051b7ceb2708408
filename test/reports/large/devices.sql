-- A big fleet made of arithmetic: one row a device, no two alike.
select
  'user' || lpad((i * 7919 % 150000)::varchar, 6, '0') as user_name,
  case i % 3 when 0 then 'contoso.com' when 1 then 'fabrikam.com' end as domain,
  'contoso.com/Region ' || (i % 9) || '/Site ' || (i * 31 % 240) as ou,
  upper(md5(i::varchar)) as device_id,
  ['iPhone', 'iPad', 'Android', 'WP8', 'Outlook', 'TouchDown'][1 + (i * 13 % 6)::integer] as device_type,
  'OS ' || (i * 17 % 60) as os,
  'Agent-' || (i * 17 % 60) || '/' || (i * 41 % 900) as user_agent,
  ['Allowed', 'Blocked', 'Quarantined'][1 + (i * i % 97 % 3)::integer] as access_state,
  'Policy ' || (i % 12) as policy,
  timestamp '2024-05-01' - to_seconds((i * 7907 % 15000000)::bigint) as last_sync_at,
  timestamp '2024-05-01' - to_seconds((i * 6151 % 14000000)::bigint) as last_sync_attempt_at,
  (i * 7907 % 15000000) // 86400 as days_since,
  case
    when (i * 7907 % 15000000) // 86400 = 0 then 'today'
    when (i * 7907 % 15000000) // 86400 <= 7 then '1-7'
    when (i * 7907 % 15000000) // 86400 <= 30 then '8-30'
    when (i * 7907 % 15000000) // 86400 <= 90 then '31-90'
    else '>90'
  end as bucket,
  case i % 2 when 0 then 'export' else 'log' end as source,
  (i * 104729 % 90000) as requests
from range(200000) as r(i)
where $as_of is not null
