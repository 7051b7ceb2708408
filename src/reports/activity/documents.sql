-- What was fetched besides items: attachments, documents of SharePoint and of file shares, as the log
-- text counts them. Grain: a mailbox, device type and device; with day, server and status where the
-- period has no more than a million requests.
with scale as (
  select count(*) > 1_000_000 as is_big
  from eas_requests_merged
  where requested_at >= $since and requested_at < $until
),
-- None of the busy commands fetches documents: only the text of the others is looked at.
fetches as (
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
    log_tokens(log_text) as tokens
  from merged_requests
  cross join scale
  where requested_at >= $since
    and requested_at < $until
    and ($probes or is_probe is not true)
    and command not in ('Ping', 'Sync', 'FolderSync')
    and regexp_matches(log_text, '(?:^|_)(?:Att|ItOfa|Ssp|Unc):?[0-9]')
    and true -- filter: day = timezone($tz, timezone('UTC', requested_at))::date, server = server, status = status
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
  coalesce(subjects.account, documents.user_name) as user_name,
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
left join subjects
  on subjects.user_name is not distinct from documents.user_name
  and subjects.user_domain is not distinct from documents.user_domain
  and subjects.device_key is not distinct from documents.device_key
group by all
