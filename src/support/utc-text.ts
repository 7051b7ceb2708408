/** `2024-05-01 07:00:00`: UTC to the second, as DuckDB and the logs write it. */
export function utcText(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ');
}
