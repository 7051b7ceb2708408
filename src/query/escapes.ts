/** `\uXXXX` decoded, everything else as it is. */
export function decodeUnicode(text: string): string {
  return text.includes('\\u')
    ? text.replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : text;
}

/** A string constant's value: `\'`, `\\` and `\uXXXX`; any other backslash is itself. */
export function unescapeString(raw: string): string {
  if (!raw.includes('\\') && !raw.includes("''")) return raw;
  return raw.replace(
    /\\u([0-9a-fA-F]{4})|\\(['\\])|''/g,
    (_, hex: string | undefined, escaped: string | undefined) =>
      hex === undefined ? (escaped ?? "'") : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** A LIKE mask as pieces: literal text and the two wildcards. */
export type MaskPiece = '%' | '_' | { readonly text: string };

/**
 * A LIKE mask unescaped once, from the source text: `\\` is a backslash, `\%` and `\_` are the
 * characters themselves, any other backslash is itself. A `\%` at the very end of a mask that
 * holds other single backslashes (`'%\system32\%'`) is a backslash and a wildcard.
 */
export function parseMask(raw: string): MaskPiece[] {
  const pieces: MaskPiece[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') pieces.push({ text });
    text = '';
  };
  const otherBackslashes = /(?:^|[^\\])(?:\\\\)*\\(?![\\%_'u])/.test(raw.slice(0, -2));
  for (let at = 0; at < raw.length; at++) {
    const character = raw[at] ?? '';
    const next = raw[at + 1] ?? '';
    if (character === '\\') {
      const unicode = /^u[0-9a-fA-F]{4}/.exec(raw.slice(at + 1, at + 6));
      if (unicode) {
        text += String.fromCharCode(Number.parseInt(unicode[0].slice(1), 16));
        at += 5;
      } else if (next === '%' && at + 2 === raw.length && otherBackslashes) {
        text += '\\';
      } else if (next !== '' && "\\%_'".includes(next)) {
        text += next;
        at++;
      } else text += '\\';
    } else if (character === "'" && next === "'") {
      text += "'";
      at++;
    } else if (character === '%' || character === '_') {
      flush();
      pieces.push(character);
    } else text += character;
  }
  flush();
  return pieces;
}
