import { DuckDBScalarFunction, VARCHAR } from './binding.ts';
import type { Database } from './database.ts';

/**
 * Registers a function of texts that JavaScript computes, a chunk of up to 2,048 rows at a time.
 * It is called with the texts of each argument; a row with a NULL argument is NULL without a call.
 */
export function registerTextFunction(
  database: Database,
  name: string,
  compute: (rows: readonly (readonly string[])[]) => readonly (string | null)[],
): void {
  const scalar = DuckDBScalarFunction.create({
    name,
    returnType: VARCHAR,
    varArgsType: VARCHAR,
    volatile: false,
    mainFunction: (info, input, output) => {
      try {
        const { rowCount, columnCount } = input;
        const vectors = Array.from({ length: columnCount }, (_, i) => input.getColumnVector(i));
        const present: number[] = [];
        const rows: string[][] = [];
        for (let row = 0; row < rowCount; row++) {
          const values = vectors.map((vector) => vector.getItem(row));
          if (!values.every((value) => typeof value === 'string')) continue;
          present.push(row);
          rows.push(values);
        }
        const results = rows.length === 0 ? [] : compute(rows);
        for (let row = 0; row < rowCount; row++) output.setItem(row, null);
        for (const [i, row] of present.entries()) output.setItem(row, results[i] ?? null);
        output.flush();
      } catch (error) {
        info.setError(error instanceof Error ? error.message : String(error));
      }
    },
  });
  database.connection.registerScalarFunction(scalar);
}
