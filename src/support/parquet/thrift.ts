/** Writes Thrift's compact protocol, as far as a Parquet footer needs it. */
export class CompactWriter {
  readonly #bytes: number[] = [];
  readonly #fields: number[] = [0];

  get bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  integer(field: number, value: number, type: 'i32' | 'i64' = 'i32'): void {
    this.#field(field, type === 'i32' ? 5 : 6);
    this.#zigzag(value);
  }

  flag(field: number, value: boolean): void {
    this.#field(field, value ? 1 : 2);
  }

  text(field: number, value: string): void {
    this.#field(field, 8);
    this.#text(value);
  }

  struct(field: number, write: () => void): void {
    this.#field(field, 12);
    this.#nested(write);
  }

  /** A list of structs. */
  structs<T>(field: number, items: readonly T[], write: (item: T) => void): void {
    this.#list(field, items.length, 12);
    for (const item of items) this.#nested(() => write(item));
  }

  integers(field: number, items: readonly number[]): void {
    this.#list(field, items.length, 5);
    for (const item of items) this.#zigzag(item);
  }

  texts(field: number, items: readonly string[]): void {
    this.#list(field, items.length, 8);
    for (const item of items) this.#text(item);
  }

  /** Ends the outermost struct. */
  stop(): void {
    this.#bytes.push(0);
  }

  #nested(write: () => void): void {
    this.#fields.push(0);
    write();
    this.#fields.pop();
    this.#bytes.push(0);
  }

  #field(field: number, type: number): void {
    const last = this.#fields.length - 1;
    this.#bytes.push(((field - (this.#fields[last] ?? 0)) << 4) | type);
    this.#fields[last] = field;
  }

  #list(field: number, length: number, type: number): void {
    this.#field(field, 9);
    if (length < 15) this.#bytes.push((length << 4) | type);
    else {
      this.#bytes.push(0xf0 | type);
      this.#varint(length);
    }
  }

  #text(value: string): void {
    const bytes = Buffer.from(value);
    this.#varint(bytes.length);
    this.#bytes.push(...bytes);
  }

  #zigzag(value: number): void {
    this.#varint(value * 2);
  }

  /** Non-negative integers only: nothing else is in a footer. */
  #varint(value: number): void {
    let rest = value;
    while (rest >= 128) {
      this.#bytes.push((rest % 128) | 128);
      rest = Math.floor(rest / 128);
    }
    this.#bytes.push(rest);
  }
}
