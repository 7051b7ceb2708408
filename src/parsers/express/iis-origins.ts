import type { ByteRow } from './byte-row.ts';
import { addField, putField, type ExpressDimension } from './express-dimension.ts';
import type { IisLine } from './iis-line.ts';
import type { KeyTable } from './key-table.ts';

/** `request_origins` of an IIS line: c-ip, the Referer, and X-Forwarded-For as logged. */
export class IisOrigins implements ExpressDimension {
  readonly table = 'request_origins';
  readonly columns: Readonly<Record<string, string>>;
  readonly #places: readonly number[];

  /** `forwarded` is the field's name in this log, where it has one. */
  constructor(of: (field: string) => number, forwarded: string | undefined) {
    const logged = (
      [
        ['c-ip', 'client_ip'],
        ['cs(Referer)', 'referer'],
        ...(forwarded === undefined ? [] : [[forwarded, forwarded] as const]),
      ] as const
    ).filter(([field]) => of(field) >= 0);
    this.#places = logged.map(([field]) => of(field));
    this.columns = Object.fromEntries(logged.map(([, column]) => [column, 'VARCHAR']));
  }

  addKey(line: IisLine, key: KeyTable): void {
    key.begin(0);
    for (const place of this.#places) addField(line, key, place);
  }

  write(line: IisLine, row: ByteRow): boolean {
    for (const place of this.#places) putField(line, row, place);
    return true;
  }
}
