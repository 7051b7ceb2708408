-- When each client came on each day, what it asked for and what became of it, counted from the requests
-- of a period. Grain: a day (UTC), client, server and site, and answer.
select *
from counted_zone_days(since_time, until_time, 'UTC')
