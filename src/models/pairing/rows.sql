-- What decides which rows are one request. Grain: one ActiveSync row of request_facts.
-- `role` says where in the chain a row stands, in the numbers of `roles` in pairing.ts: 0 proxy,
-- 1 front (IIS), 2 front (HttpProxy), 3 single, 4 back. Texts are turned into numbers where they are stored, once for many rows.
with clients as (
  select
    client_id,
    hash(coalesce('d' || upper(device_id), 'a' || user_agent)) as partner_hash,
    coalesce('d' || upper(device_id), 'a' || user_agent) is not null as has_partner,
    text_key(coalesce(user_name, user_claimed)) as named_user,
    user_name is null as is_nameless
  from request_clients
),
endpoints as (
  select
    endpoint_id,
    case
      when tier = 'proxy' then 0
      when tier = 'front' and source is distinct from 'httpproxy' then 1
      when tier = 'front' then 2
      when tier = 'back' then 4
      else 3
    end as role,
    hash(coalesce(command, '')) as command_hash
  from request_endpoints
  where is_eas
)
select
  facts.rowid as id,
  facts.requested_at,
  endpoints.role,
  text_key(facts.request_id) as request_key,
  case when clients.has_partner then hash(clients.partner_hash, endpoints.command_hash) end
    as partner_key,
  clients.named_user,
  facts.status,
  coalesce(facts.status = 401, false) and clients.is_nameless as is_stranger,
  epoch_ms(facts.requested_at) as end_ms,
  epoch_ms(facts.requested_at) - likely_ms(facts.time_taken_ms) as start_ms,
  epoch_ms(facts.requested_at) // 5000 as end_slot,
  (epoch_ms(facts.requested_at) - likely_ms(facts.time_taken_ms)) // 5000 as start_slot,
  facts.file_id,
  facts.line_no,
  coalesce(facts.counted, false) as was_counted,
  facts.group_file_id as was_group_file_id,
  facts.group_line_no as was_group_line_no
from request_facts as facts
join endpoints using (endpoint_id)
join clients using (client_id)
