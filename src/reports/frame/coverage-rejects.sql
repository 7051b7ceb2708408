-- Lines that could not be read, of all loaded files: a reject has no time one could trust.
select
  coalesce(f.server, '(unknown)') as server,
  r.reason,
  count(*) as lines,
  count(distinct r.file_id) as files,
  arg_min(f.path || ':' || r.line_no, (f.path, r.line_no)) as example
from rejects as r
left join files as f using (file_id)
group by all
