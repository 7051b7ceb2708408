-- What directory exports say, with the names an account has: `mailbox` is what we call it everywhere.
-- Grain: one row of one export.
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
  lower(object_path) as place,
  -- Behind the last slash that does not belong to a name.
  replace(regexp_extract(lower(object_path), '(?:[^/\\]|\\.)*$'), '\/', '/') as object_name,
  files.content_hash
from directory_rows
left join files using (file_id)
