-- Each account of the directory as the newest export has it. Grain: one account.
select
  mailbox,
  sam_account_name,
  user_principal_name,
  mail,
  distinguished_name,
  object_path,
  domain,
  ou,
  as_of,
  account_key,
  place,
  object_name
from directory_names
where mailbox is not null
qualify
  row_number() over (partition by account_key order by as_of desc, content_hash, line_no) = 1
  and row_number() over (partition by mailbox order by as_of desc, content_hash, line_no) = 1
