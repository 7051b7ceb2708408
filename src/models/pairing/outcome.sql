-- What pairing makes of each row of pairing_rows. Grain: one row.
select
  pairing_rows.id,
  pairing_rows.file_id,
  pairing_rows.line_no,
  pairing_rows.requested_at,
  inner_match.outer_id is null as counted,
  outer_rows.file_id as group_file_id,
  outer_rows.line_no as group_line_no,
  pairing_rows.was_counted is distinct from (inner_match.outer_id is null)
    or pairing_rows.was_group_file_id is distinct from outer_rows.file_id
    or pairing_rows.was_group_line_no is distinct from outer_rows.line_no as changed
from pairing_rows
left join pairing_matches as inner_match on inner_match.inner_id = pairing_rows.id
left join (
  select distinct outer_id
  from pairing_matches
) as outer_match on outer_match.outer_id = pairing_rows.id
left join pairing_rows as outer_rows
  on outer_rows.id = coalesce(inner_match.outer_id, outer_match.outer_id)
