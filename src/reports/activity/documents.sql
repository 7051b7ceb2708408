-- What was fetched besides items: attachments, documents of SharePoint and of file shares, as the log
-- text counts them. Grain: a mailbox, device type and device; with day, server and status unless the
-- period is big.
with scale as (
  from period_scale($since, $until)
),
-- None of the busy commands fetches documents: only the text of the others is looked at.
fetch_endpoints as (
  select endpoint_id, server
  from request_endpoints
  where command not in ('Ping', 'Sync', 'FolderSync')
),
fetches as (
  select
    clients.subject_no,
    own.device_type,
    case
      when is_big then null
      when $tz = 'UTC' then facts.requested_at::date
      else timezone($tz, timezone('UTC', facts.requested_at))::date
    end as day,
    case when not is_big then endpoints.server end as server,
    case when not is_big then facts.status end as status,
    log_tokens(facts.log_text) as tokens
  from (from counted_facts semi join fetch_endpoints using (endpoint_id)) as facts
  join fetch_endpoints as endpoints using (endpoint_id)
  join client_subjects as clients using (client_id)
  join request_clients as own using (client_id)
  cross join scale
  where facts.requested_at >= $since
    and facts.requested_at < $until
    and ($probes or clients.is_probe is not true)
    -- Looking for a word is much faster than the pattern, which few texts are left for.
    and (
      contains(facts.log_text, 'Att')
      or contains(facts.log_text, 'ItOfa')
      or contains(facts.log_text, 'Ssp')
      or contains(facts.log_text, 'Unc')
    )
    and regexp_matches(facts.log_text, '(?:^|_)(?:Att|ItOfa|Ssp|Unc):?[0-9]')
    and true -- filter: day = timezone($tz, timezone('UTC', facts.requested_at))::date, server = endpoints.server, status = facts.status
),
documents as (
  select
    * exclude (tokens),
    -- Exchange counts an attachment under one name, the other, or both.
    sum(greatest(
      coalesce(try_cast(tokens['Att'] as bigint), 0),
      coalesce(try_cast(tokens['ItOfa'] as bigint), 0)
    )) as attachments,
    coalesce(sum(try_cast(tokens['Attb'] as bigint)), 0) as attachment_bytes,
    coalesce(sum(try_cast(tokens['Ssp'] as bigint)), 0) as sharepoint,
    coalesce(sum(try_cast(tokens['Sspb'] as bigint)), 0) as sharepoint_bytes,
    coalesce(sum(try_cast(tokens['Unc'] as bigint)), 0) as file_share,
    coalesce(sum(try_cast(tokens['Uncb'] as bigint)), 0) as file_share_bytes
  from fetches
  group by all
)
select
  coalesce(subjects.account, subjects.user_name) as user_name,
  documents.device_type,
  coalesce(subjects.device_id, '(no device)') as device_id,
  subjects.os,
  subjects.domain,
  subjects.ou,
  subjects.policy,
  documents.day,
  documents.server,
  documents.status,
  sum(documents.attachments) as attachments,
  sum(documents.attachment_bytes) as attachment_bytes,
  sum(documents.sharepoint) as sharepoint,
  sum(documents.sharepoint_bytes) as sharepoint_bytes,
  sum(documents.file_share) as file_share,
  sum(documents.file_share_bytes) as file_share_bytes
from documents
join subjects using (subject_no)
group by all
