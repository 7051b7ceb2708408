-- Who asked for what: requests by command, bytes, times, answers and failures.
-- Grain: a person, device type, device and user agent; with day, server and status unless the
-- period is big.
with scale as (
  from period_scale($since, $until)
),
-- Commands are counted by their place in this list.
command_names as (
  select [
    'Ping', 'Sync', 'FolderSync', 'SendMail', 'SmartReply', 'SmartForward',
    'MeetingResponse', 'GetAttachment', 'ItemOperations', 'Search', 'Find', 'Settings',
    'Provision', 'GetItemEstimate', 'MoveItems', 'ResolveRecipients', 'ValidateCert', 'FolderCreate',
    'FolderUpdate', 'FolderDelete', 'GetHierarchy', 'CreateCollection', 'DeleteCollection', 'MoveCollection',
    'Notify', 'OPTIONS'
  ] as names
),
endpoints as (
  select
    endpoint_id,
    server,
    dense_rank() over (order by server) as server_no,
    coalesce(list_position(names, command), 0) as command_no,
    -- Requests that wait by design would drown the others.
    command <> 'Ping' as may_be_busy
  from request_endpoints, command_names
),
failures as (
  select file_id, line_no
  from error_facts
  where requested_at >= $since and requested_at < $until
),
requests as (
  select
    clients.like_id,
    case
      when is_big then null
      when $tz = 'UTC' then facts.requested_at::date
      else timezone($tz, timezone('UTC', facts.requested_at))::date
    end as day,
    case when not is_big then endpoints.server_no end as server_no,
    case when not is_big then facts.status end as status,
    facts.endpoint_id,
    facts.status // 100 as http_class,
    endpoints.command_no,
    facts.bytes_sent,
    facts.bytes_received,
    case
      when endpoints.may_be_busy and facts.heartbeat_s is null then facts.time_taken_ms
    end as busy_ms,
    failures.file_id is not null as is_error
  from counted_facts as facts
  join endpoints using (endpoint_id)
  join client_subjects as clients using (client_id)
  cross join scale
  left join failures
    on failures.file_id = facts.file_id and failures.line_no = facts.line_no
  where facts.requested_at >= $since
    and facts.requested_at < $until
    and ($probes or clients.is_probe is not true)
    and true -- filter: day = timezone($tz, timezone('UTC', facts.requested_at))::date, server = endpoints.server, status = facts.status
),
-- Texts are looked up for groups, not for requests.
groups as (
  select
    like_id,
    day,
    server_no,
    status,
    min(endpoint_id) as endpoint_id,
    count(*) as hits,
    count(*) filter (where command_no = 1) as ping,
    count(*) filter (where command_no = 2) as sync,
    count(*) filter (where command_no = 3) as foldersync,
    count(*) filter (where command_no = 4) as sendmail,
    count(*) filter (where command_no = 5) as smartreply,
    count(*) filter (where command_no = 6) as smartforward,
    count(*) filter (where command_no = 7) as meetingresponse,
    count(*) filter (where command_no = 8) as getattachment,
    count(*) filter (where command_no = 9) as itemoperations,
    count(*) filter (where command_no = 10) as search,
    count(*) filter (where command_no = 11) as find,
    count(*) filter (where command_no = 12) as settings,
    count(*) filter (where command_no = 13) as provision,
    count(*) filter (where command_no = 14) as getitemestimate,
    count(*) filter (where command_no = 15) as moveitems,
    count(*) filter (where command_no = 16) as resolverecipients,
    count(*) filter (where command_no = 17) as validatecert,
    count(*) filter (where command_no = 18) as foldercreate,
    count(*) filter (where command_no = 19) as folderupdate,
    count(*) filter (where command_no = 20) as folderdelete,
    count(*) filter (where command_no = 21) as gethierarchy,
    count(*) filter (where command_no = 22) as createcollection,
    count(*) filter (where command_no = 23) as deletecollection,
    count(*) filter (where command_no = 24) as movecollection,
    count(*) filter (where command_no = 25) as notify,
    count(*) filter (where command_no = 26) as options,
    count(*) filter (where command_no = 0) as other,
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
persons as (
  select
    groups.* exclude (endpoint_id),
    case when server_no is not null then endpoints.server end as server,
    clients.device_type,
    clients.user_agent,
    case when clients.user_name is not null then clients.user_domain end as domain_as_logged,
    subjects.user_name,
    subjects.user_domain,
    subjects.device_key,
    subjects.mailbox,
    coalesce(subjects.account, subjects.user_name) as account,
    coalesce(subjects.mailbox, subjects.user_name) as owner,
    subjects.dns_domain,
    coalesce(subjects.device_id, '(no device)') as device_id,
    subjects.os,
    subjects.domain,
    subjects.ou,
    subjects.policy
  from groups
  join request_clients as clients
    on clients.client_id = groups.like_id
  join client_subjects as likes
    on likes.client_id = groups.like_id
  join subjects
    on subjects.subject_no = likes.subject_no
  join request_endpoints as endpoints
    on endpoints.endpoint_id = groups.endpoint_id
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
resync_places as (
  select
    persons.like_id,
    persons.day,
    persons.server_no,
    persons.status,
    resyncs.full_resyncs
  from resyncs
  join persons
    on persons.mailbox = resyncs.mailbox
    and persons.device_key = resyncs.device_key
    and persons.day is not distinct from resyncs.day
  qualify row_number() over (
    partition by persons.mailbox, persons.device_key, persons.day
    order by hits desc, device_type, user_agent, server, status, user_name, user_domain, like_id
  ) = 1
),
-- One person is one row, also where some requests name the domain and some do not.
logged_domains as (
  select owner, max(domain_as_logged) as domain
  from persons
  group by owner
)
select
  persons.account as user_name,
  coalesce(persons.dns_domain, logged_domains.domain) as user_domain,
  persons.device_type,
  persons.device_id,
  persons.device_key is not null as has_device,
  persons.user_agent,
  persons.os,
  persons.domain,
  persons.ou,
  persons.policy,
  persons.day,
  persons.server,
  persons.status,
  persons.hits,
  persons.ping,
  persons.sync,
  persons.foldersync,
  persons.sendmail,
  persons.smartreply,
  persons.smartforward,
  persons.meetingresponse,
  persons.getattachment,
  persons.itemoperations,
  persons.search,
  persons.find,
  persons.settings,
  persons.provision,
  persons.getitemestimate,
  persons.moveitems,
  persons.resolverecipients,
  persons.validatecert,
  persons.foldercreate,
  persons.folderupdate,
  persons.folderdelete,
  persons.gethierarchy,
  persons.createcollection,
  persons.deletecollection,
  persons.movecollection,
  persons.notify,
  persons.options,
  persons.other,
  coalesce(persons.bytes_sent, 0) as bytes_sent,
  coalesce(persons.bytes_received, 0) as bytes_received,
  coalesce(resync_places.full_resyncs, 0) as full_resyncs,
  persons.timed,
  coalesce(persons.busy_ms, 0) as busy_ms,
  persons.longest_ms,
  persons.http_2xx,
  persons.http_3xx,
  persons.http_4xx,
  persons.http_5xx,
  persons.errors
from persons
left join logged_domains using (owner)
left join resync_places
  on resync_places.like_id = persons.like_id
  and resync_places.day is not distinct from persons.day
  and resync_places.server_no is not distinct from persons.server_no
  and resync_places.status is not distinct from persons.status
