/** What IIS and Exchange encoded: `+` is a blank, the rest as `percentDecode` has it. */
export function urlDecode(text: string): string {
  return percentDecode(text.replaceAll('+', ' '));
}

/**
 * `%5c` is a byte. A malformed escape stays as it is, and a text whose bytes are no UTF-8 keeps its
 * escapes: logs are written by strangers.
 */
export function percentDecode(text: string): string {
  if (!text.includes('%')) return text;
  const bytes: Buffer[] = [];
  for (const part of text.split(/(%[0-9A-Fa-f]{2})/)) {
    bytes.push(
      /^%[0-9A-Fa-f]{2}$/.test(part) ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part),
    );
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(bytes));
  } catch {
    return text;
  }
}
