-- Whatever the models need that is not standard SQL has a name here, and nowhere else.

-- A time taken that can be reckoned with; more than three thousand years is a fault of the log.
create macro likely_ms(time_taken_ms) as
  case
    when time_taken_ms between -100_000_000_000_000 and 100_000_000_000_000 then time_taken_ms
  end;

-- When a request began; unknown without a time taken.
create macro started_at(requested_at, time_taken_ms) as
  requested_at - to_milliseconds(likely_ms(time_taken_ms));

-- The day of a zone in which a moment (UTC) lies; NULL without a zone.
create macro zone_day(moment, zone) as
  case
    when zone = 'UTC' then moment::date
    else timezone(zone, timezone('UTC', moment))::date
  end;

-- A value of the log text as it was before Exchange encoded it; as it stands where that is no text.
create macro decoded_text(value) as
  coalesce(try(url_decode(replace(value, '+', ' '))), value);

-- The name of a piece of the log text; one without is named by itself.
create macro token_name(piece) as
  case
    when regexp_matches(piece, '^[A-Za-z]')
      then replace(regexp_extract(piece, '^[A-Za-z]+(?:1:)?'), ':', '')
    else piece
  end;

-- The log text as a map from token to value, sorted by name, without what eas_folders has: the tokens of
-- collections from the first `Fid` on; of a token written twice the first counts. The counters of Exchange
-- 2003 are no tokens but for `P:`, which follows them.
create macro log_tokens(log_text) as
  list_transform(
    [
      list_transform(
        string_split(without_counters(log_text::varchar), '_'),
        lambda part, i: {
          'name': token_name(part),
          'place': i,
          'value': regexp_extract(part, '(?s)^[A-Za-z]+(?:1:)?:?(.*)$', 1)
        }
      )
    ],
    lambda tokens: list_transform(
      [list_min(list_transform(tokens, lambda token: if(token.name = 'Fid', token.place, null)))],
      lambda collections_at: list_transform(
        [
          list_sort(
            list_filter(
              tokens,
              lambda token: token.name <> ''
              and (
                coalesce(token.place < collections_at, true)
                or not list_contains(folder_tokens(), token.name)
              )
            )
          )
        ],
        lambda kept: map_from_entries(
          list_transform(
            list_filter(kept, lambda token, i: i = 1 or kept[i - 1].name <> token.name),
            lambda token: {'name': token.name, 'value': decoded_text(token.value)}
          )
        )
      )[1]
    )[1]
  )[1];

-- The log text of a request that several servers saw, from theirs: of a token in two the first text
-- counts, as in log_tokens. Folders are counted one by one, so only the first that tells of them may; the
-- counters of Exchange 2003 are no tokens, and are known by standing first. What a text tells of transfers
-- (transfers.ts) is merged the same way, and comes out as that of the merged text.
create macro merged_log_text(texts) as
  list_reduce(
    texts,
    lambda known, more: case
      when known is null then more
      when more is null then known
      when tells_of_folders(known) and has_counters(more) then known
      when tells_of_folders(known) and tells_of_folders(more)
        then array_to_string(
          list_prepend(
            known,
            list_filter(
              string_split(more, '_'),
              lambda piece: not list_contains(folder_tokens(), token_name(piece))
            )
          ),
          '_'
        )
      when has_counters(more) then more || '_' || known
      else known || '_' || more
    end,
    null::varchar
  );

-- Pairing: a number for a text, to join by; NULL for none.
create macro text_key(value) as case when value is not null then hash(value) end;

-- Pairing: a 401 without a user joins only a 401.
create macro admits(is_stranger, other_status) as
  not is_stranger or coalesce(other_status = 401, false);

-- Pairing: what one of two rows does not say is no contradiction.
create macro agree_if_known(one, other) as one is null or other is null or one = other;

-- Pairing: how far apart two rows lie; an unknown difference of starts counts as that of the ends.
create macro pairing_distance(start_ms, end_ms, other_start_ms, other_end_ms) as
  coalesce(abs(start_ms - other_start_ms), abs(end_ms - other_end_ms)) + abs(end_ms - other_end_ms);

-- Pairing: whether rows of these two roles can be one request (the numbers are in pairing/rows.sql).
create macro roles_pair(role, other_role) as
  (role, other_role) in (
    (0, 1), (0, 2), (0, 3), (0, 4), (1, 2), (1, 4), (2, 4), (3, 4),
    (1, 0), (2, 0), (3, 0), (4, 0), (2, 1), (4, 1), (4, 2), (4, 3)
  );

-- SQL has no `let`: list_transform([value], lambda name: body)[1] computes a value once, where a
-- macro that names its argument many times would have it computed, and planned, as many times.

-- Addresses: without port, brackets and zone; an IPv4 address in IPv6 clothes as IPv4.
create macro ip_plain(address) as
  list_transform([address], lambda a:
    regexp_replace(
      case
        when starts_with(a, '[') then regexp_extract(a, '^\[([^\]%]*)', 1)
        when regexp_matches(a, '^[^:]*:[0-9]+$') then string_split(a, ':')[1]
        else string_split(a, '%')[1]
      end,
      '^::(?:[fF]{4}:)(\d+\.\d+\.\d+\.\d+)$',
      '\1'
    )
  )[1];

-- Addresses: the eight numbers of an IPv6 address, the zeros of `::` filled in.
create macro ip_groups(ip) as
  list_transform([ip], lambda g:
    list_transform(
      case
        when contains(g, '::') then
          list_filter(string_split(string_split(g, '::')[1], ':'), lambda part: part <> '')
          || list_resize(
            []::varchar[],
            greatest(
              8 - len(list_filter(string_split(replace(g, '::', ':'), ':'), lambda part: part <> '')),
              0
            ),
            '0'
          )
          || list_filter(string_split(string_split(g, '::')[2], ':'), lambda part: part <> '')
        else string_split(g, ':')
      end,
      lambda part: try_cast('0x' || part as integer)
    )
  )[1];

-- Addresses: as a text of 32 or 128 bits; NULL for what is no address.
create macro ip_bits(ip) as
  list_transform([ip], lambda b:
    case
      when regexp_matches(b, '^\d{1,3}(\.\d{1,3}){3}$') then
        list_aggregate(
          list_transform(string_split(b, '.'), lambda part: right(bin(part::integer + 256), 8)),
          'string_agg', ''
        )
      when contains(b, ':') then
        list_transform([ip_groups(b)], lambda groups:
          case
            when len(groups) = 8 then
              list_aggregate(
                list_transform(groups, lambda part: right(bin(part + 65536), 16)),
                'string_agg', ''
              )
          end
        )[1]
    end
  )[1];

-- Addresses: whether `ip` lies in `network` (`10.0.0.0/8`, `2001:db8::/32`, or one address).
create macro ip_within(ip, network) as
  list_transform(
    [{
      'ip': ip_bits(ip),
      'network': ip_bits(string_split(network, '/')[1]),
      'bits': coalesce(try_cast(string_split(network, '/')[2] as integer), 128)
    }],
    lambda w: coalesce(
      length(w.ip) = length(w.network) and starts_with(w.ip, left(w.network, w.bits)),
      false
    )
  )[1];

-- Addresses: whether one is the server itself or lies in one of `networks`.
create macro is_own_address(ip, networks) as
  list_transform([ip], lambda own:
    own = '::1'
    or coalesce(
      list_bool_or(
        list_transform(
          list_append(networks, '127.0.0.0/8'),
          lambda network: ip_within(own, network)
        )
      ),
      false
    )
  )[1];

-- The client's address (docs/definitions.md, "Client network"): c-ip, or behind a trusted proxy or
-- loopback the last hop of X-Forwarded-For that is neither.
create macro client_address(client_ip, forwarded_for, trusted_proxies) as
  list_transform([ip_plain(client_ip)], lambda client:
    case
      when is_own_address(client, trusted_proxies) then
        coalesce(
          list_filter(
            list_transform(string_split(forwarded_for, ','), lambda hop: ip_plain(trim(hop))),
            lambda hop: ip_bits(hop) is not null and not is_own_address(hop, trusted_proxies)
          )[-1],
          client
        )
      else client
    end
  )[1];

-- The /24 (IPv4) or /48 (IPv6) of an address.
create macro client_network(ip) as
  list_transform([ip], lambda n:
    case
      when regexp_matches(n, '^\d{1,3}(\.\d{1,3}){3}$') then
        regexp_extract(n, '^\d+\.\d+\.\d+') || '.0/24'
      when contains(n, ':') then
        list_transform([ip_groups(n)], lambda groups:
          case
            when len(groups) = 8 then
              regexp_replace(
                printf('%x:%x:%x', groups[1], groups[2], groups[3]),
                '^0:0:0$|(:0)+$', ''
              ) || '::/48'
          end
        )[1]
    end
  )[1];

-- The earlier and the later of two times; one that is not known does not count.
create macro earliest(one, other) as least(one, other);
create macro latest(one, other) as greatest(one, other);

-- Of two statements the one of the later time; where that says nothing, the other.
create macro newer(exported, exported_at, logged, logged_at) as
  case
    when logged is null or exported is not null and exported_at >= logged_at then exported
    else logged
  end;

-- The place of a row among those of its server: by second, then by line. Seconds count from 1990, when
-- there were no such logs, to 2058: what a log dates before or after is there by its line only.
create macro row_order(requested_at, line_no) as
  least(greatest(epoch_ms(requested_at) // 1000 - 631152000, 0), 2147483647) * 4294967296 + line_no;

-- The place of a row among all: by time, then server and site (numbered), then line.
create macro sighting_rank(requested_at, place_no, row_order) as
  epoch_us(requested_at)::hugeint * 18446744073709551616
  + place_no * 281474976710656
  + row_order % 4294967296;

create macro time_of_rank(rank) as
  make_timestamp((rank >> 64)::bigint);

-- How a request that waits for news ended (docs/definitions.md, "Heartbeat row"): 1 error, 2 dropped,
-- 3 expired, 4 changes, 5 unknown.
create macro push_outcome_no(status, eas_status, win32_status, heartbeat_s, time_taken_ms) as
  case
    when status >= 400 or eas_status not in (1, 2) then 1
    when win32_status in (64, 121, 1229, 1236) then 2
    when time_taken_ms >= nullif(heartbeat_s, 0) * 1000::bigint - 5000 then 3
    when status = 200 and time_taken_ms is not null and nullif(heartbeat_s, 0) is not null then 4
    else 5
  end::utinyint;

-- A sum of logged numbers as a BIGINT: what logs claim may exceed it, which must not stop anything.
create macro within_bigint(value) as
  coalesce(
    try_cast(value as bigint),
    case
      when value > 0 then 9223372036854775807
      when value < 0 then -9223372036854775808
    end::bigint
  );
