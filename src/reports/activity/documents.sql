-- What was fetched besides items: attachments, documents of SharePoint and of file shares, as the log
-- text counts them. Grain: a mailbox, device type and device; with day, server and status unless the
-- period is big.
with fetch_endpoints as (
  select endpoint_id, server
  from request_endpoints
  where coalesce(command, '') not in ('Ping', 'Sync', 'FolderSync')
),
fetch_tokens as (
  select transfer_id, log_tokens(transfer_text) as tokens
  from request_transfers
  where regexp_matches(transfer_text, '(?:^|_)(?:Att|ItOfa|Ssp|Unc):?[0-9]')
),
fetch_counts as (
  select
    transfer_id,
    -- Exchange counts an attachment under one name, the other, or both.
    greatest(
      coalesce(try_cast(tokens['Att'] as bigint), 0),
      coalesce(try_cast(tokens['ItOfa'] as bigint), 0)
    ) as attachments,
    coalesce(try_cast(tokens['Attb'] as bigint), 0) as attachment_bytes,
    coalesce(try_cast(tokens['Ssp'] as bigint), 0) as sharepoint,
    coalesce(try_cast(tokens['Sspb'] as bigint), 0) as sharepoint_bytes,
    coalesce(try_cast(tokens['Unc'] as bigint), 0) as file_share,
    coalesce(try_cast(tokens['Uncb'] as bigint), 0) as file_share_bytes
  from fetch_tokens
),
documents as (
  select
    clients.subject_no,
    own.device_type,
    case when not $big then zone_day(facts.requested_at, $tz) end as day,
    case when not $big then endpoints.server end as server,
    case when not $big then facts.status end as status,
    sum(fetch_counts.attachments) as attachments,
    sum(fetch_counts.attachment_bytes) as attachment_bytes,
    sum(fetch_counts.sharepoint) as sharepoint,
    sum(fetch_counts.sharepoint_bytes) as sharepoint_bytes,
    sum(fetch_counts.file_share) as file_share,
    sum(fetch_counts.file_share_bytes) as file_share_bytes
  from counted_facts as facts
  join fetch_counts using (transfer_id)
  join fetch_endpoints as endpoints using (endpoint_id)
  join client_subjects as clients using (client_id)
  join request_clients as own using (client_id)
  where facts.requested_at >= $since
    and facts.requested_at < $until
    and ($probes or clients.is_probe is not true)
    and true -- filter: day = zone_day(facts.requested_at, $tz), server = endpoints.server, status = facts.status
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
