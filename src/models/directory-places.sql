-- The account that stood last at a place of the directory, by any export: an export of devices may be older than the
-- directory. Grain: one place.
select
  rows.place,
  arg_max(
    coalesce(alike.mailbox, same.mailbox),
    (rows.as_of, rows.content_hash, rows.line_no)
  ) as mailbox
from directory_names as rows
left join directory_objects as alike
  on alike.mailbox = rows.mailbox
left join directory_objects as same
  on same.account_key = rows.account_key
where rows.place is not null
group by rows.place
