import type { Database } from '../../src/duckdb/database.ts';
import { loadMacros } from '../../src/models/registry.ts';

/** Makes the macros that facts and measures call, for a database without the schema. */
export async function createMeasureMacros(db: Database): Promise<void> {
  const macros = (await loadMacros()).split(/;\n/);
  for (const macro of macros)
    if (macro.includes('create macro within_bigint(')) await db.run(macro);
}
