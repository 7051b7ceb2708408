/** A DuckDB string literal; the texts of formats hold no NUL. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** What `urlDecode` does, for an expression that may be null. */
export function urlDecodeSql(value: string): string {
  const spaced = `replace(${value}, '+', ' ')`;
  return `case when contains(${value}, '%') then coalesce(try(url_decode(${spaced})), ${spaced}) when contains(${value}, '+') then ${spaced} else ${value} end`;
}

/** What `percentDecode` does. */
export function percentDecodeSql(value: string): string {
  return `coalesce(try(url_decode(${value})), ${value})`;
}

/** Gives a name to a value inside an expression, as SQL has no `let`. */
export function letSql(name: string, value: string, body: string): string {
  return `(list_transform([${value}], lambda ${name}: ${body})[1])`;
}
