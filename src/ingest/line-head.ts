/** The fields before the line, kept as digits so that a line costs a few byte stores. */
export class LineHead {
  readonly #fixed: Buffer;
  readonly #digits = Buffer.alloc(20);
  #day = Buffer.alloc(0);
  lineNo = 0;
  offset = 0;

  constructor(fileId: number) {
    this.#fixed = Buffer.from(`${fileId}\u0001`);
  }

  set day(day: string | undefined) {
    this.#day = Buffer.from(day ?? '');
  }

  put(out: Buffer, start: number): number {
    let at = start + this.#fixed.copy(out, start);
    at = this.#number(out, at, this.lineNo);
    // Not known in a file that is converted: no value, which is NULL.
    if (this.offset < 0) out[at++] = 1;
    else at = this.#number(out, at, this.offset);
    if (this.#day.length > 0) at += this.#day.copy(out, at);
    out[at++] = 1;
    return at;
  }

  #number(out: Buffer, start: number, value: number): number {
    const digits = this.#digits;
    let at = start;
    let first = digits.length;
    let rest = value;
    do {
      const next = Math.floor(rest / 10);
      digits[--first] = 48 + rest - next * 10;
      rest = next;
    } while (rest > 0);
    while (first < digits.length) out[at++] = digits[first++] ?? 48;
    out[at++] = 1;
    return at;
  }
}
