import type { PhysicalColumn } from '../format.ts';
import { relationName } from '../physical.ts';
import type { ByteRow } from './byte-row.ts';
import { putField, type ExpressDimension } from './express-dimension.ts';
import type { IisLine } from './iis-line.ts';

/** `request_origins` of an IIS line: c-ip, the Referer, and X-Forwarded-For as logged. */
export class IisOrigins implements ExpressDimension {
  readonly table = 'request_origins';
  readonly columns: Readonly<Record<string, string>>;
  /** Places of the fields that tell its rows apart, as the kernel gets them. */
  readonly keyPlaces: readonly number[];
  readonly #places: readonly number[];

  /** `forwarded` is the field of this log, where it has one. */
  constructor(of: (field: string) => number, forwarded: PhysicalColumn | undefined) {
    const fields = [
      { place: of('c-ip'), name: 'client_ip' },
      { place: of('cs(Referer)'), name: 'referer' },
      forwarded === undefined
        ? { place: -1, name: '' }
        : { place: forwarded.from - 1, name: relationName(forwarded) },
    ];
    const logged = fields.filter(({ place }) => place >= 0);
    // Each field has its place in the key, logged or not: the next file may log others.
    this.keyPlaces = fields.map(({ place }) => place);
    this.#places = logged.map(({ place }) => place);
    this.columns = Object.fromEntries(logged.map(({ name }) => [name, 'VARCHAR']));
  }

  write(line: IisLine, row: ByteRow): boolean {
    for (const place of this.#places) putField(line, row, place);
    return true;
  }
}
