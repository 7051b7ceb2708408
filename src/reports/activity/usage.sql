-- Who asked for what: requests by command, bytes, times, answers and failures.
-- Grain: a person, device type, device and user agent; with day, server and status unless the
-- period is big.

-- Commands are counted by their place in this list.
with command_names as (
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
    coalesce(list_position(names, command), 0) as command_no
  from request_endpoints, command_names
),
-- What clients asked for day by day, and once more each request and each error: filters stand in one
-- place for all.
facts as not materialized (
  -- BIGINT is summed as HUGEINT, which takes more than DOUBLE; counts are exact as either.
  select
    * replace (
      hits::double as hits,
      pings::double as pings,
      syncs::double as syncs,
      timed::double as timed
    ),
    'counts' as part
  from client_counts(
    $since,
    $until,
    case when not $big then $tz end
  )
  union all by name
  select
    client_id,
    endpoint_id,
    case when not $big then zone_day(requested_at, $tz) end as day,
    status,
    'requests' as part
  from counted_facts
  where requested_at >= $since and requested_at < $until
  union all by name
  select
    client_id,
    endpoint_id,
    case when not $big then zone_day(requested_at, $tz) end as day,
    status,
    'errors' as part
  from error_facts
  where requested_at >= $since and requested_at < $until
),
-- Day, server and status as one number: the engine groups and joins by four columns at length.
sliced as not materialized (
  select
    facts.* exclude (endpoint_id, status),
    endpoints.server,
    case
      when not $big
        then (coalesce(facts.day - date '0001-01-01' + 1, 0)::hugeint * 4_294_967_296 + endpoints.server_no)
          * 8_589_934_592
          + coalesce(facts.status + 2_147_483_649, 0)
      else 0
    end as slice,
    endpoints.command_no,
    facts.status as answer
  from facts
  join endpoints using (endpoint_id)
),
requests as not materialized (
  select * exclude (day, server)
  from sliced
  where true -- filter: day = sliced.day, server = sliced.server, status = sliced.answer
),
likes as not materialized (
  select client_id, like_id
  from client_subjects
  where $probes or is_probe is not true
),
sums as materialized (
  select
    like_id,
    slice,
    sum(hits)::bigint as hits,
    sum(pings)::bigint as ping,
    sum(syncs)::bigint as sync,
    within_bigint(sum(bytes_sent)) as bytes_sent,
    within_bigint(sum(bytes_received)) as bytes_received,
    sum(timed)::bigint as timed,
    within_bigint(sum(busy_ms)) as busy_ms,
    max(longest_ms) as longest_ms,
    sum(hits) filter (answer between 200 and 299)::bigint as http_2xx,
    sum(hits) filter (answer // 100 = 3)::bigint as http_3xx,
    sum(hits) filter (answer // 100 = 4)::bigint as http_4xx,
    sum(hits) filter (answer // 100 = 5)::bigint as http_5xx
  from requests
  join likes using (client_id)
  where part = 'counts'
  group by all
),
-- What only other requests have is counted over these alone: thirty counters for each group, filled by
-- one look at all requests, take several times the time and the memory.
other_commands as materialized (
  select
    like_id,
    slice,
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
    count(*) filter (where command_no = 0) as other
  from requests
  join likes using (client_id)
  where part = 'requests'
    and command_no not in (1, 2)
  group by all
),
errors as materialized (
  select like_id, slice, count(*) as errors
  from requests
  join likes using (client_id)
  where part = 'errors'
  group by all
),
-- The persons and devices of the clients, with the columns needed here, once for each.
names as materialized (
  select
    likes.client_id as like_id,
    likes.subject_no,
    clients.device_type,
    clients.user_agent,
    case when clients.user_name is not null then clients.user_domain end as domain_as_logged,
    subjects.user_name,
    subjects.user_domain,
    subjects.device_key,
    subjects.mailbox,
    coalesce(subjects.mailbox, subjects.user_name) as owner,
    subjects.dns_domain
  from client_subjects as likes
  join request_clients as clients using (client_id)
  join subjects using (subject_no)
  where likes.client_id = likes.like_id
),
servers as (
  select distinct server_no, server
  from endpoints
),
-- A resync belongs to a partnership: it stands beside its busiest type and agent of that day.
resyncs as materialized (
  select
    mailbox,
    device_key,
    case when not $big then zone_day(started_at, $tz) end as day,
    count(*) as full_resyncs
  from full_resyncs
  where started_at >= $since
    and started_at < $until
    and ($probes or is_probe is not true)
  group by all
),
-- Whichever of its rows the filters leave: a page has them all, and filters after.
resync_sums as materialized (
  select likes.like_id, sliced.slice, sum(sliced.hits)::bigint as hits
  from sliced
  join likes using (client_id)
  semi join (from names semi join resyncs using (mailbox, device_key)) as partners
    on partners.like_id = likes.like_id
  where sliced.part = 'counts'
  group by all
),
slices as (
  select
    numbers.slice,
    date '0001-01-01' + (nullif(numbers.day_no, 0) - 1)::integer as day,
    servers.server,
    nullif(numbers.status_no, 0) - 2_147_483_649 as status
  from (
    select distinct
      slice,
      slice // 8_589_934_592 // 4_294_967_296 as day_no,
      slice // 8_589_934_592 % 4_294_967_296 as server_no,
      slice % 8_589_934_592 as status_no
    from (select slice from sums union all select slice from resync_sums)
  ) as numbers
  left join servers using (server_no)
),
resync_places as (
  select
    resync_sums.like_id,
    resync_sums.slice,
    resyncs.full_resyncs
  from resyncs
  join names using (mailbox, device_key)
  join resync_sums using (like_id)
  join slices
    on slices.slice = resync_sums.slice
    and slices.day is not distinct from resyncs.day
  qualify row_number() over (
    partition by names.mailbox, names.device_key, slices.day
    order by
      resync_sums.hits desc, device_type, user_agent, server, status, user_name, user_domain,
      resync_sums.like_id
  ) = 1
),
-- One person is one row, also where some requests name the domain and some do not.
people as (
  select
    names.owner,
    max(names.domain_as_logged) as domain,
    min(names.subject_no) as person_no
  from names
  semi join sums using (like_id)
  group by names.owner
)
select
  names.subject_no,
  names.like_id as client_id,
  people.person_no,
  coalesce(names.dns_domain, people.domain) as user_domain,
  slices.day,
  slices.server,
  slices.status,
  sums.hits,
  sums.ping,
  sums.sync,
  coalesce(other_commands.foldersync, 0) as foldersync,
  coalesce(other_commands.sendmail, 0) as sendmail,
  coalesce(other_commands.smartreply, 0) as smartreply,
  coalesce(other_commands.smartforward, 0) as smartforward,
  coalesce(other_commands.meetingresponse, 0) as meetingresponse,
  coalesce(other_commands.getattachment, 0) as getattachment,
  coalesce(other_commands.itemoperations, 0) as itemoperations,
  coalesce(other_commands.search, 0) as search,
  coalesce(other_commands.find, 0) as find,
  coalesce(other_commands.settings, 0) as settings,
  coalesce(other_commands.provision, 0) as provision,
  coalesce(other_commands.getitemestimate, 0) as getitemestimate,
  coalesce(other_commands.moveitems, 0) as moveitems,
  coalesce(other_commands.resolverecipients, 0) as resolverecipients,
  coalesce(other_commands.validatecert, 0) as validatecert,
  coalesce(other_commands.foldercreate, 0) as foldercreate,
  coalesce(other_commands.folderupdate, 0) as folderupdate,
  coalesce(other_commands.folderdelete, 0) as folderdelete,
  coalesce(other_commands.gethierarchy, 0) as gethierarchy,
  coalesce(other_commands.createcollection, 0) as createcollection,
  coalesce(other_commands.deletecollection, 0) as deletecollection,
  coalesce(other_commands.movecollection, 0) as movecollection,
  coalesce(other_commands.notify, 0) as notify,
  coalesce(other_commands.options, 0) as options,
  coalesce(other_commands.other, 0) as other,
  coalesce(sums.bytes_sent, 0) as bytes_sent,
  coalesce(sums.bytes_received, 0) as bytes_received,
  coalesce(resync_places.full_resyncs, 0) as full_resyncs,
  sums.timed,
  coalesce(sums.busy_ms, 0) as busy_ms,
  sums.longest_ms,
  coalesce(sums.http_2xx, 0) as http_2xx,
  coalesce(sums.http_3xx, 0) as http_3xx,
  coalesce(sums.http_4xx, 0) as http_4xx,
  coalesce(sums.http_5xx, 0) as http_5xx,
  coalesce(errors.errors, 0) as errors
from sums
join names using (like_id)
join slices using (slice)
left join other_commands
  on other_commands.like_id = sums.like_id
  and other_commands.slice = sums.slice
left join errors
  on errors.like_id = sums.like_id
  and errors.slice = sums.slice
left join people using (owner)
left join resync_places
  on resync_places.like_id = sums.like_id
  and resync_places.slice = sums.slice
