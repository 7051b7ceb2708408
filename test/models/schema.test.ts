import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import type { Model } from '../../src/models/model.ts';
import { loadModels } from '../../src/models/registry.ts';
import { createSchema } from '../../src/models/schema.ts';

let db: Database;
let models: readonly Model[];

beforeAll(async () => {
  db = await Database.open(':memory:', { threads: 2 });
  await createSchema(db);
  models = await loadModels();
});
afterAll(() => db.close());

/** What a query reads the model by. */
function relation({ name, parameters }: Model): string {
  if (parameters === undefined) return name;
  const given: Record<string, string> = { zone: "'UTC'", with_probes: 'false', by_day: 'true' };
  const values = Object.keys(parameters).map(
    (parameter) => given[parameter] ?? "timestamp '2024-05-01 07:00:00'",
  );
  return `${name}(${values.join(', ')})`;
}

describe('createSchema', () => {
  it('makes every model with exactly the columns and types it describes', async () => {
    for (const model of models.filter(({ columns }) => Object.keys(columns).length > 0)) {
      const query = `select column_name as name, column_type as type from (describe from ${relation(model)})`;
      const described = Object.entries(model.columns).map(([name, { type }]) => ({ name, type }));
      expect(await db.rows(query), model.name).toEqual(described);
    }
  });

  it('describes every table, column and function in the database itself', async () => {
    expect(
      await db.rows(
        `select table_name, column_name from duckdb_columns() where not internal and comment is null
         union all select table_name, null from duckdb_tables() where comment is null
         union all select view_name, null from duckdb_views() where not internal and comment is null
         union all select function_name, null from duckdb_functions()
         where not internal and function_type = 'table_macro' and comment is null`,
      ),
    ).toEqual([]);
  });

  it('can be read while it is empty', async () => {
    for (const model of models) {
      const query = `from ${relation(model)}`;
      const rows = await db.rows(query);
      // Whether a period is big is told of an empty one too.
      const told = model.name === 'period_scale' ? [{ is_big: false }] : [];
      expect(rows, model.name).toEqual(told);
    }
  });
});
