import { varint } from './parquet-values.ts';
import { CompactWriter } from './thrift.ts';

export const encodings = { plain: 0, rle: 3, deltas: 5, places: 8 } as const;

/** The values of one column of a row group, as they lie in memory. */
export interface ColumnValues {
  /**
   * PLAIN, if nothing else is said: little-endian numbers, texts each after its length, or a bit for each truth.
   * Else as `deltasOf` gives them, or `placesOf` those in a dictionary. The absent ones are left out.
   */
  readonly bytes: Uint8Array;
  readonly encoding?: 'plain' | 'deltas' | 'places';
  readonly present: number;
  /** A bit a row, the lowest first: whether the row has a value. */
  readonly bits: Uint8Array;
  readonly dictionary?: Dictionary;
}

/** Values, PLAIN encoded, that rows name by their places. */
export interface Dictionary {
  readonly bytes: Uint8Array;
  readonly length: number;
}

export interface Page {
  readonly kind: 'data' | 'dictionary';
  readonly values: number;
  readonly encoding: number;
  readonly body: readonly Uint8Array[];
}

export function dictionaryPage({ bytes, length }: Dictionary): Page {
  return { kind: 'dictionary', values: length, encoding: encodings.plain, body: [bytes] };
}

export function dataPage(rows: number, values: ColumnValues): Page {
  const { bytes, present, bits, encoding = 'plain' } = values;
  const body = [levelsOf(rows, present, bits), bytes];
  return { kind: 'data', values: rows, encoding: encodings[encoding], body };
}

/** A PageHeader; `size` of the body, which is not compressed. */
export function pageHeader(page: Page, size: number): Uint8Array {
  const header = new CompactWriter();
  const isData = page.kind === 'data';
  header.integer(1, isData ? 0 : 2);
  header.integer(2, size);
  header.integer(3, size);
  header.struct(isData ? 5 : 7, () => {
    header.integer(1, page.values);
    header.integer(2, page.encoding);
    if (isData) for (const levels of [3, 4]) header.integer(levels, encodings.rle);
  });
  header.stop();
  return header.bytes;
}

/** Definition levels, 0 or 1, as one run (all or none present) or as the bits themselves. */
function levelsOf(rows: number, present: number, bits: Uint8Array): Uint8Array {
  const isOneRun = present === 0 || present === rows;
  const groups = Math.ceil(rows / 8);
  const head = varint(isOneRun ? rows * 2 : groups * 2 + 1);
  const body = isOneRun ? Uint8Array.of(present === 0 ? 0 : 1) : bits.subarray(0, groups);
  const levels = Buffer.alloc(4 + head.length + body.length);
  levels.writeUInt32LE(head.length + body.length);
  levels.set(head, 4);
  levels.set(body, 4 + head.length);
  return levels;
}
