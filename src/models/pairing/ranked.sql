-- The pairs of pairing_links in the order in which they are taken. Grain: one pair.
select
  links.inner_id,
  links.outer_id,
  row_number() over (
    order by
      links.by_id desc,
      links.distance_ms,
      links.other_status,
      outer_rows.requested_at,
      outer_rows.server,
      outer_rows.site,
      outer_rows.line_no,
      outer_files.content_hash,
      outer_files.path,
      inner_rows.requested_at,
      inner_rows.server,
      inner_rows.site,
      inner_rows.line_no,
      inner_files.content_hash,
      inner_files.path
  ) as rank
from pairing_links as links
join request_rows as outer_rows on outer_rows.row_id = links.outer_id
join request_rows as inner_rows on inner_rows.row_id = links.inner_id
left join files as outer_files on outer_files.file_id = outer_rows.file_id
left join files as inner_files on inner_files.file_id = inner_rows.file_id
