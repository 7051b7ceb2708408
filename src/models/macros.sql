-- Whatever the models need that is not standard SQL has a name here, and nowhere else.

-- When a request began; unknown without a time taken.
create macro started_at(requested_at, time_taken_ms) as
  requested_at - to_milliseconds(time_taken_ms);

-- A value of the log text as it was before Exchange encoded it; as it stands where that is no text.
create macro decoded_text(value) as
  coalesce(try(url_decode(replace(value, '+', ' '))), value);

-- The log text as a map from token to value, sorted by name, without the tokens of `named_tokens()`;
-- of a token written twice the first counts.
create macro log_tokens(log_text) as
  list_transform(
    [
      list_sort(
        list_filter(
          list_transform(
            string_split(log_text::varchar, '_'),
            lambda part, i: {
              'name': replace(regexp_extract(part, '^[A-Za-z]+(?:1:)?'), ':', ''),
              'place': i,
              'value': regexp_extract(part, '(?s)^[A-Za-z]+(?:1:)?:?(.*)$', 1)
            }
          ),
          lambda token: token.name <> '' and not list_contains(named_tokens(), token.name)
        )
      )
    ],
    lambda tokens: map_from_entries(
      list_transform(
        list_filter(tokens, lambda token, i: i = 1 or tokens[i - 1].name <> token.name),
        lambda token: {'name': token.name, 'value': decoded_text(token.value)}
      )
    )
  )[1];

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
