/** `name` as a DuckDB identifier in double quotes. */
export function quotedIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `text` as a DuckDB string literal. NUL cannot stand in a literal and goes through `chr(0)`. */
export function quotedString(text: string): string {
  const quote = (part: string): string => `'${part.replaceAll("'", "''")}'`;
  if (!text.includes('\0')) return quote(text);
  return `(${text.split('\0').map(quote).join(' || chr(0) || ')})`;
}
