-- The rows of the same device and command near pairing_linked, so that a long chain of links is
-- followed in a few steps. Grain: one row.
select pairing_source.*
from pairing_source
semi join pairing_linked
  on pairing_linked.partner_key = pairing_source.partner_key
  and abs(pairing_linked.end_ms - pairing_source.end_ms) <= $reach_ms
where pairing_source.requested_at between
  make_timestamp_ms($from_ms::bigint) and make_timestamp_ms($to_ms::bigint)
  and pairing_source.id not in (select id from pairing_rows)
  and pairing_source.id not in (select id from pairing_linked)
