-- The mean of the last 200 client heartbeats of each server, hour by hour, within each day, counted from
-- the requests of a period. Grain: a server and hour (UTC) with heartbeats.
select hour::date as day, * exclude (is_kept)
from push_windows(since_time, until_time + to_microseconds(1), false, true)
