import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import type { ColumnValues } from '../../src/support/parquet/parquet-pages.ts';
import { ParquetWriter } from '../../src/support/parquet/parquet-writer.ts';

const columns = [
  { name: 'small', type: 'int32' },
  { name: 'large', type: 'int64' },
  { name: 'text', type: 'text' },
] as const;
const row = fc.record({
  small: fc.option(fc.integer({ min: 0, max: 2 ** 31 - 1 })),
  large: fc.option(fc.maxSafeNat()),
  text: fc.option(fc.string({ unit: 'grapheme', maxLength: 300 })),
});

const int32 = (value: number): Buffer => Buffer.from(Int32Array.of(value).buffer);
const int64 = (value: number): Buffer => Buffer.from(BigInt64Array.of(BigInt(value)).buffer);

function textAfterLength(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([int32(bytes.length), bytes]);
}

function columnValues(values: readonly (Buffer | null)[]): ColumnValues {
  const there = values.filter((value) => value !== null);
  const bits = new Uint8Array(Math.ceil(values.length / 8));
  values.forEach((value, i) => {
    if (value !== null) bits[i >> 3] = (bits[i >> 3] ?? 0) | (1 << (i & 7));
  });
  return { bytes: Buffer.concat(there), present: there.length, bits };
}

test('DuckDB reads what was written, row by row', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'easel-parquet-'));
  const db = await Database.open(':memory:');
  const groups = fc.array(fc.array(row, { minLength: 1, maxLength: 40 }), { maxLength: 4 });
  try {
    await fc.assert(
      fc.asyncProperty(groups, async (rowGroups) => {
        const file = path.join(folder, 'rows.parquet');
        const writer = new ParquetWriter(file, columns);
        for (const rows of rowGroups) {
          const columnsOf = [
            rows.map(({ small }) => (small === null ? null : int32(small))),
            rows.map(({ large }) => (large === null ? null : int64(large))),
            rows.map(({ text }) => (text === null ? null : textAfterLength(text))),
          ];
          for (const column of columnsOf) writer.add(rows.length, columnValues(column));
        }
        writer.finish();
        const read = await db.rows('from read_parquet($file)', { file });
        expect(read.map((each) => ({ ...each }))).toEqual(rowGroups.flat());
      }),
      { numRuns: 60 },
    );
  } finally {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
