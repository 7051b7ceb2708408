/** Lower case, one character for one, as DuckDB's `lower` does it: no special casing by position. */
export function simpleLower(text: string): string {
  return Array.from(text, (character) => {
    const lower = character.toLowerCase();
    return lower.length === character.length ? lower : (Array.from(lower)[0] ?? character);
  }).join('');
}
