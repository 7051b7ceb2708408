-- Who asked for what: requests by command, bytes, times, answers and failures.
-- Grain: a mailbox, device type, device and user agent; with day, server and status where the period
-- has no more than a million requests.
with scale as (
  select count(*) > 1_000_000 as is_big
  from eas_requests_merged
  where requested_at >= $since and requested_at < $until
),
requests as (
  select
    coalesce(requests.user_name, requests.user_claimed) as user_name,
    case when requests.user_name is not null then lower(requests.user_domain) end as user_domain,
    upper(requests.device_id) as device_key,
    case when requests.user_name is not null then requests.user_domain end as domain_as_logged,
    requests.device_type,
    requests.user_agent,
    case
      when is_big then null
      when $tz = 'UTC' then requests.requested_at::date
      else timezone($tz, timezone('UTC', requests.requested_at))::date
    end as day,
    case when not is_big then requests.server end as server,
    case when not is_big then requests.status end as status,
    requests.status // 100 as http_class,
    requests.command,
    requests.bytes_sent,
    requests.bytes_received,
    -- Requests that wait by design would drown the others.
    case
      when requests.command <> 'Ping' and requests.heartbeat_s is null then requests.time_taken_ms
    end as busy_ms,
    errors.file_id is not null as is_error
  from eas_requests_merged as requests
  cross join scale
  left join eas_errors as errors
    on errors.file_id = requests.file_id and errors.line_no = requests.line_no
  where requests.requested_at >= $since
    and requests.requested_at < $until
    and ($probes or requests.is_probe is not true)
    and true -- filter: day = timezone($tz, timezone('UTC', requests.requested_at))::date, server = requests.server, status = requests.status
),
persons as (
  select
    user_name,
    user_domain,
    device_key,
    device_type,
    user_agent,
    day,
    server,
    status,
    min(domain_as_logged) as domain_as_logged,
    count(*) as hits,
    count(*) filter (where command = 'Ping') as ping,
    count(*) filter (where command = 'Sync') as sync,
    count(*) filter (where command = 'FolderSync') as foldersync,
    count(*) filter (where command = 'SendMail') as sendmail,
    count(*) filter (where command = 'SmartReply') as smartreply,
    count(*) filter (where command = 'SmartForward') as smartforward,
    count(*) filter (where command = 'MeetingResponse') as meetingresponse,
    count(*) filter (where command = 'GetAttachment') as getattachment,
    count(*) filter (where command = 'ItemOperations') as itemoperations,
    count(*) filter (where command = 'Search') as search,
    count(*) filter (where command = 'Find') as find,
    count(*) filter (where command = 'Settings') as settings,
    count(*) filter (where command = 'Provision') as provision,
    count(*) filter (where command = 'GetItemEstimate') as getitemestimate,
    count(*) filter (where command = 'MoveItems') as moveitems,
    count(*) filter (where command = 'ResolveRecipients') as resolverecipients,
    count(*) filter (where command = 'ValidateCert') as validatecert,
    count(*) filter (where command = 'FolderCreate') as foldercreate,
    count(*) filter (where command = 'FolderUpdate') as folderupdate,
    count(*) filter (where command = 'FolderDelete') as folderdelete,
    count(*) filter (where command = 'GetHierarchy') as gethierarchy,
    count(*) filter (where command = 'CreateCollection') as createcollection,
    count(*) filter (where command = 'DeleteCollection') as deletecollection,
    count(*) filter (where command = 'MoveCollection') as movecollection,
    count(*) filter (where command = 'Notify') as notify,
    count(*) filter (where command = 'OPTIONS') as options,
    count(*) filter (where command is null or command not in (
      'Ping', 'Sync', 'FolderSync', 'SendMail', 'SmartReply', 'SmartForward', 'MeetingResponse',
      'GetAttachment', 'ItemOperations', 'Search', 'Find', 'Settings', 'Provision',
      'GetItemEstimate', 'MoveItems', 'ResolveRecipients', 'ValidateCert', 'FolderCreate',
      'FolderUpdate', 'FolderDelete', 'GetHierarchy', 'CreateCollection', 'DeleteCollection',
      'MoveCollection', 'Notify',
      'OPTIONS'
    )) as other,
    sum(bytes_sent) as bytes_sent,
    sum(bytes_received) as bytes_received,
    count(busy_ms) as timed,
    sum(busy_ms) as busy_ms,
    max(busy_ms) as longest_ms,
    count(*) filter (where http_class = 2) as http_2xx,
    count(*) filter (where http_class = 3) as http_3xx,
    count(*) filter (where http_class = 4) as http_4xx,
    count(*) filter (where http_class = 5) as http_5xx,
    count(*) filter (where is_error) as errors
  from requests
  group by all
),
named_persons as (
  select
    persons.*,
    subjects.mailbox,
    coalesce(subjects.account, persons.user_name) as account,
    -- One person is one row, also where some requests name the domain and some do not.
    coalesce(
      subjects.dns_domain,
      max(persons.domain_as_logged) over (
        partition by coalesce(subjects.mailbox, persons.user_name)
      )
    ) as account_domain,
    coalesce(subjects.device_id, '(no device)') as device_id,
    subjects.os,
    subjects.domain,
    subjects.ou,
    subjects.policy
  from persons
  left join subjects
    on subjects.user_name is not distinct from persons.user_name
    and subjects.user_domain is not distinct from persons.user_domain
    and subjects.device_key is not distinct from persons.device_key
),
-- A resync belongs to a partnership: it stands beside its busiest type and agent of that day.
resyncs as (
  select
    mailbox,
    device_key,
    case
      when is_big then null
      when $tz = 'UTC' then started_at::date
      else timezone($tz, timezone('UTC', started_at))::date
    end as day,
    count(*) as full_resyncs
  from full_resyncs, scale
  where started_at >= $since
    and started_at < $until
    and ($probes or is_probe is not true)
  group by all
),
resynced_persons as (
  select
    named_persons.*,
    case
      when row_number() over (
        partition by named_persons.mailbox, named_persons.device_key, named_persons.day
        order by hits desc, device_type, user_agent, server, status, user_name, user_domain
      ) = 1
        then resyncs.full_resyncs
    end as full_resyncs
  from named_persons
  left join resyncs
    on resyncs.mailbox = named_persons.mailbox
    and resyncs.device_key = named_persons.device_key
    and resyncs.day is not distinct from named_persons.day
)
select
  account as user_name,
  account_domain as user_domain,
  device_type,
  device_id,
  device_key is not null as has_device,
  user_agent,
  os,
  domain,
  ou,
  policy,
  day,
  server,
  status,
  sum(hits) as hits,
  sum(ping) as ping,
  sum(sync) as sync,
  sum(foldersync) as foldersync,
  sum(sendmail) as sendmail,
  sum(smartreply) as smartreply,
  sum(smartforward) as smartforward,
  sum(meetingresponse) as meetingresponse,
  sum(getattachment) as getattachment,
  sum(itemoperations) as itemoperations,
  sum(search) as search,
  sum(find) as find,
  sum(settings) as settings,
  sum(provision) as provision,
  sum(getitemestimate) as getitemestimate,
  sum(moveitems) as moveitems,
  sum(resolverecipients) as resolverecipients,
  sum(validatecert) as validatecert,
  sum(foldercreate) as foldercreate,
  sum(folderupdate) as folderupdate,
  sum(folderdelete) as folderdelete,
  sum(gethierarchy) as gethierarchy,
  sum(createcollection) as createcollection,
  sum(deletecollection) as deletecollection,
  sum(movecollection) as movecollection,
  sum(notify) as notify,
  sum(options) as options,
  sum(other) as other,
  coalesce(sum(bytes_sent), 0) as bytes_sent,
  coalesce(sum(bytes_received), 0) as bytes_received,
  coalesce(sum(full_resyncs), 0) as full_resyncs,
  sum(timed) as timed,
  coalesce(sum(busy_ms), 0) as busy_ms,
  max(longest_ms) as longest_ms,
  sum(http_2xx) as http_2xx,
  sum(http_3xx) as http_3xx,
  sum(http_4xx) as http_4xx,
  sum(http_5xx) as http_5xx,
  sum(errors) as errors
from resynced_persons
group by all
