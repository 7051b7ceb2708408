-- Which mailbox a person is, however spelled (docs/definitions.md, "Mailbox").
-- Grain: one spelling, a user name with or without a domain.
with seen_names as (
  select
    user_name,
    user_domain,
    bool_or(is_authenticated) as is_authenticated
  from sightings
  where user_name is not null
  group by all
),
dns_domains as (
  select domain, true as has_accounts from directory_objects
  union
  select domain, true from device_statistics_rows
  union
  select value, true from settings where kind = 'domain'
  union
  select user_domain, false from seen_names where is_authenticated and user_domain like '%.%'
),
-- A NetBIOS name stands for the one DNS domain that begins with it; what stands behind an @ may be for mail
-- only, and does not count beside a domain that is known to have accounts.
first_labels as (
  select
    split_part(domain, '.', 1) as label,
    coalesce(min(domain) filter (has_accounts), min(domain)) as domain
  from dns_domains
  where domain is not null
  group by label
  having count(distinct domain) filter (has_accounts) = 1
    or count(distinct domain) = 1
),
known_domains as (
  select
    seen_names.*,
    coalesce(
      settings.value,
      case when user_domain like '%.%' then user_domain end,
      first_labels.domain,
      user_domain
    ) as domain
  from seen_names
  left join settings on settings.kind = 'domain' and settings.name = seen_names.user_domain
  left join first_labels on first_labels.label = seen_names.user_domain
),
-- A bare name takes the only domain it has.
only_domains as (
  select user_name, min(domain) as domain
  from known_domains
  where is_authenticated and domain is not null
  group by user_name
  having count(distinct domain) = 1
),
names as (
  select
    known_domains.user_name,
    known_domains.user_domain,
    known_domains.is_authenticated,
    coalesce(known_domains.domain, only_domains.domain) as domain
  from known_domains
  left join only_domains on only_domains.user_name = known_domains.user_name
),
full_matches as (
  select names.user_name, names.user_domain, objects.mailbox, 1 as rank
  from names
  join directory_objects as objects
    on objects.user_principal_name = names.user_name || '@' || names.user_domain
  union all
  select names.user_name, names.user_domain, objects.mailbox, 2 as rank
  from names
  join directory_objects as objects on objects.mail = names.user_name || '@' || names.user_domain
  union all
  select names.user_name, names.user_domain, objects.mailbox, 3 as rank
  from names
  join directory_objects as objects
    on objects.sam_account_name = names.user_name and objects.domain = names.domain
  union all
  select names.user_name, names.user_domain, objects.mailbox, 4 as rank
  from names
  join directory_objects as objects
    on objects.user_principal_name = names.user_name || '@' || names.domain
  union all
  select names.user_name, names.user_domain, objects.mailbox, 5 as rank
  from names
  join directory_objects as objects on objects.mail = names.user_name || '@' || names.domain
),
-- A bare name, or one with a NetBIOS name nobody explains, is the only account of that name: but for one that
-- came under another NetBIOS name, as its domain has one only.
lone_accounts as (
  select sam_account_name, min(mailbox) as mailbox
  from directory_objects
  group by sam_account_name
  having count(*) = 1
),
lone_matches as (
  select names.user_name, names.user_domain, lone_accounts.mailbox, 6 as rank
  from names
  join lone_accounts on lone_accounts.sam_account_name = names.user_name
  where names.domain is null
    or (
      names.domain not like '%.%'
      and lone_accounts.mailbox not in (
        select mailbox
        from full_matches
        where user_domain not like '%.%' and user_name = names.user_name
      )
    )
),
matches as (
  select user_name, user_domain, arg_min(mailbox, (rank, mailbox)) as mailbox
  from (
    select * from full_matches
    union all
    select * from lone_matches
  )
  group by user_name, user_domain
),
resolved as (
  select
    names.user_name,
    names.user_domain,
    coalesce(matches.mailbox, names.user_name || coalesce('@' || names.domain, '')) as mailbox,
    names.domain,
    matches.mailbox is not null as in_directory,
    names.is_authenticated
  from names
  left join matches
    on matches.user_name = names.user_name
    and matches.user_domain is not distinct from names.user_domain
),
-- What device exports say of the mailbox itself: its place and its policy.
exported_owners as (
  select
    coalesce(
      places.mailbox,
      names.mailbox,
      exported.owner_name || coalesce('@' || exported.domain, '')
    ) as mailbox,
    arg_max(
      {'domain': exported.domain, 'ou': exported.ou},
      (exported.as_of, exported.device_key)
    ) filter (exported.domain is not null) as place,
    arg_max(exported.policy, (exported.as_of, exported.device_key)) as policy
  from device_statistics(timestamp 'infinity') as exported
  left join directory_places as places on places.place = exported.owner_key
  left join directory_lone_names as names
    on names.object_name = exported.owner_name
    and names.domain = exported.domain
  group by 1
)
select
  resolved.user_name,
  resolved.user_domain,
  resolved.mailbox,
  coalesce(objects.domain, exported_owners.place.domain, resolved.domain) as domain,
  coalesce(objects.ou, exported_owners.place.ou) as ou,
  exported_owners.policy,
  resolved.in_directory,
  resolved.is_authenticated
from resolved
left join directory_objects as objects on objects.mailbox = resolved.mailbox
left join exported_owners on exported_owners.mailbox = resolved.mailbox
