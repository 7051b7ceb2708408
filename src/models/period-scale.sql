-- Whether a period is big: its requests, and its clients counted day by day, server by server and answer
-- by answer, are too many for a page with a row for each. Grain: one period.
-- OFFSET ... LIMIT 1 stops early: it need not count every row.
select
  exists (
    select 1
    from counted_facts
    where requested_at >= since_time and requested_at < until_time
    limit 1 offset 1_000_000
  )
  and exists (
    select 1
    from client_runs(until_time)
    where day >= since_time::date
    limit 1 offset 200_000
  ) as is_big
