// One token of a log text as one expression, for columns that are computed when a query names them.
// Only numbers: DuckDB does not take try(...), which decoding needs, in such a column. Storing them made ingest half as slow again (docs/adr/).

/** The number of the leftmost token `name` in the SQL expression `logText`. */
export function numberTokenSql(logText: string, name: string): string {
  const number = `regexp_extract(${logText}, '(?:^|_)${name}:?(-?[0-9]+)(?:_|$)', 1)`;
  return `case when contains(${logText}, '${name}') then try_cast(${number} as bigint) end`;
}
