const [quote, lf, cr] = [34, 10, 13];

/**
 * Whether quotes stand only where nobody can read them in two ways: a value begins and ends with one,
 * holds them doubled, and ends on its line. Takes whole lines, block by block.
 */
export class RegularQuotes {
  readonly #separator: number;
  found = false;

  constructor(separator: string) {
    this.#separator = separator.charCodeAt(0);
  }

  block(bytes: Buffer): boolean {
    let at = bytes.indexOf(quote);
    if (at < 0) return true;
    this.found = true;
    let lineEnd = -1;
    while (at >= 0) {
      const before = at === 0 ? lf : bytes[at - 1];
      if (before !== this.#separator && before !== lf) return false;
      if (lineEnd < at) {
        lineEnd = bytes.indexOf(lf, at);
        if (lineEnd < 0) lineEnd = bytes.length;
      }
      const close = closingQuote(bytes, at + 1);
      if (close < 0 || close > lineEnd) return false;
      const after = close + 1 < bytes.length ? bytes[close + 1] : lf;
      if (after !== this.#separator && after !== lf && after !== cr) return false;
      at = bytes.indexOf(quote, close + 1);
    }
    return true;
  }
}

function closingQuote(bytes: Buffer, from: number): number {
  let close = bytes.indexOf(quote, from);
  while (close >= 0 && bytes[close + 1] === quote) close = bytes.indexOf(quote, close + 2);
  return close;
}
