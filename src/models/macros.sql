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
