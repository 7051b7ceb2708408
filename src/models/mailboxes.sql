-- Every mailbox that a device belongs to or that came in. Grain: one mailbox.
with from_devices as materialized (
  select
    mailbox,
    min(user_name) as user_name,
    -- The same for all devices of a mailbox, but for domains of which no export tells.
    min(domain) as domain,
    min(ou) as ou,
    arg_max(policy, (exported_at, device_key)) as policy,
    count(*) as partnerships,
    max(last_contact_at) as last_contact_at
  from devices
  group by mailbox
),
from_accounts as materialized (
  select
    mailbox,
    min(user_name) as user_name,
    min(domain) as domain,
    list(user_name || coalesce('@' || user_domain, '') order by user_name, user_domain) as spellings
  from accounts
  where is_authenticated
  group by mailbox
)
select
  mailbox,
  coalesce(objects.sam_account_name, from_accounts.user_name, from_devices.user_name) as user_name,
  coalesce(objects.domain, from_devices.domain, from_accounts.domain) as domain,
  coalesce(objects.ou, from_devices.ou) as ou,
  objects.mail,
  objects.user_principal_name,
  objects.distinguished_name,
  from_devices.policy,
  coalesce(from_devices.partnerships, 0) as partnerships,
  from_devices.last_contact_at,
  from_accounts.spellings
from from_devices
full join from_accounts using (mailbox)
left join directory_objects as objects using (mailbox)
