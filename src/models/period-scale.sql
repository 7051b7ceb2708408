-- Whether a period is big: its requests, and its clients counted day by day and server by server, are
-- too many for a page with a row for each. Grain: one period.
select
  (
    select count(*)
    from counted_facts
    where requested_at >= since_time and requested_at < until_time
  ) > 1_000_000
  and (
    select count(*)
    from client_runs(until_time)
    where day >= since_time::date
  ) > 200_000 as is_big
