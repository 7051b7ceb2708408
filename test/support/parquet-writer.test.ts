import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { FactTable } from '../../src/parsers/express/fact-table.ts';
import { ParquetWriter } from '../../src/support/parquet/parquet-writer.ts';

const columns = [
  { name: 'small', type: 'int32' },
  { name: 'large', type: 'double' },
  { name: 'text', type: 'text' },
] as const;
const row = fc.record({
  small: fc.option(fc.integer({ min: 0, max: 2 ** 31 - 1 })),
  large: fc.option(fc.maxSafeNat()),
  text: fc.option(fc.string({ unit: 'grapheme', maxLength: 300 })),
});

test('DuckDB reads what was written, row by row', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'easel-parquet-'));
  const db = await Database.open(':memory:');
  const groups = fc.array(fc.array(row, { minLength: 1, maxLength: 40 }), { maxLength: 4 });
  try {
    await fc.assert(
      fc.asyncProperty(groups, async (rowGroups) => {
        const file = path.join(folder, 'rows.parquet');
        const writer = new ParquetWriter(file, columns);
        const table = new FactTable(columns);
        for (const rows of rowGroups) {
          for (const { small, large, text } of rows) {
            table.now[0] = small ?? NaN;
            table.now[1] = large ?? NaN;
            if (text !== null) {
              const bytes = Buffer.from(text);
              table.text(0).begin();
              table.text(0).append(bytes, 0, bytes.length);
            }
            table.commit();
          }
          writer.rowGroup(rows.length, table.take());
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
