-- Each account of the directory as the newest export has it. Grain: one account.
-- The names an account has: `mailbox` is what we call it everywhere.
with named_rows as (
  select
    directory_rows.*,
    coalesce(
      user_principal_name,
      mail,
      sam_account_name || coalesce('@' || domain, ''),
      lower(object_path)
    ) as mailbox,
    coalesce(sam_account_name || '@' || domain, user_principal_name, lower(object_path), mail)
      as account_key,
    files.content_hash
  from directory_rows
  left join files using (file_id)
)
select
  mailbox,
  sam_account_name,
  user_principal_name,
  mail,
  distinguished_name,
  object_path,
  domain,
  ou,
  as_of
from named_rows
where mailbox is not null
qualify
  row_number() over (partition by account_key order by as_of desc, content_hash, line_no) = 1
  and row_number() over (partition by mailbox order by as_of desc, content_hash, line_no) = 1
