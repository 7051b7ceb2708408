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
      outer_endpoints.server,
      outer_endpoints.site,
      outer_rows.line_no,
      outer_files.content_hash,
      outer_files.path,
      inner_rows.requested_at,
      inner_endpoints.server,
      inner_endpoints.site,
      inner_rows.line_no,
      inner_files.content_hash,
      inner_files.path
  ) as rank
from pairing_links as links
join request_facts as outer_rows on outer_rows.rowid = links.outer_id
join request_facts as inner_rows on inner_rows.rowid = links.inner_id
left join request_endpoints as outer_endpoints
  on outer_endpoints.endpoint_id = outer_rows.endpoint_id
left join request_endpoints as inner_endpoints
  on inner_endpoints.endpoint_id = inner_rows.endpoint_id
left join files as outer_files on outer_files.file_id = outer_rows.file_id
left join files as inner_files on inner_files.file_id = inner_rows.file_id
