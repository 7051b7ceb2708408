/** Lower case as DuckDB does it: one code point stays one code point. */
export function simpleLower(text: string): string {
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toLowerCase();
  let lower = '';
  for (const character of text) {
    const candidate = character === '\u0130' ? 'i' : character.toLowerCase();
    lower += candidate.length === character.length ? candidate : character;
  }
  return lower;
}
