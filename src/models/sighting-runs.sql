-- Requests taken together as they are logged, per server.
-- Grain: one person, device and client as logged on one server.
select * from sighting_runs_until(timestamp 'infinity')
