import type { ByteRow } from './byte-row.ts';
import { putField, type ExpressDimension } from './express-dimension.ts';
import type { IisLine } from './iis-line.ts';

/** `request_origins` of an IIS line: c-ip, the Referer, and X-Forwarded-For as logged. */
export class IisOrigins implements ExpressDimension {
  readonly table = 'request_origins';
  readonly columns: Readonly<Record<string, string>>;
  /** Places of the fields that tell its rows apart, as the kernel is told. */
  readonly keyPlaces: readonly number[];
  readonly #places: readonly number[];

  /** `forwarded` is the field's name in this log, where it has one. */
  constructor(of: (field: string) => number, forwarded: string | undefined) {
    const fields = [
      ['c-ip', 'client_ip'],
      ['cs(Referer)', 'referer'],
      [forwarded ?? 'X-Forwarded-For', forwarded ?? 'X-Forwarded-For'],
    ] as const;
    const logged = fields.filter(([field]) => of(field) >= 0);
    // Each field has its place in the key, logged or not: the next file may log others.
    this.keyPlaces = fields.map(([field]) => of(field));
    this.#places = logged.map(([field]) => of(field));
    this.columns = Object.fromEntries(logged.map(([, column]) => [column, 'VARCHAR']));
  }

  write(line: IisLine, row: ByteRow): boolean {
    for (const place of this.#places) putField(line, row, place);
    return true;
  }
}
