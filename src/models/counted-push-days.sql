-- What the pushes of each client came to on each day, counted from the requests of a period.
-- Grain: a day (UTC), client, server and site, and status.
select *
from counted_zone_push_days(since_time, until_time, 'UTC')
