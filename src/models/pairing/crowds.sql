-- Devices that ask so often that to list every pair within 5 s would take for ever: 64 rows or more of one
-- command within a slot of 5 s, on both sides. Grain: one device (or agent) and command.
select inner_slots.partner_key
from (
  select partner_key, end_slot
  from pairing_inner
  group by all
  having count(*) >= 64
) as inner_slots
semi join (
  select partner_key
  from pairing_outer
  group by partner_key, end_slot
  having count(*) >= 64
) as outer_slots using (partner_key)
group by all
