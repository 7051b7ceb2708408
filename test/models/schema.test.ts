import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { loadModels } from '../../src/models/registry.ts';
import { createSchema } from '../../src/models/schema.ts';

let db: Database;

beforeAll(async () => {
  db = await Database.open(':memory:', { threads: 2 });
  await createSchema(db);
});
afterAll(() => db.close());

describe('createSchema', () => {
  it('makes every model with exactly the columns and types it describes', async () => {
    for (const model of await loadModels()) {
      const rows = await db.rows(
        'select column_name as name, data_type as type from duckdb_columns() where table_name = $name order by column_index',
        { name: model.name },
      );
      const described = Object.entries(model.columns).map(([name, { type }]) => ({ name, type }));
      expect(rows, model.name).toEqual(described);
    }
  });

  it('describes every table and column in the database itself', async () => {
    expect(
      await db.rows(
        `select table_name, column_name from duckdb_columns() where not internal and comment is null
         union all select table_name, null from duckdb_tables() where comment is null
         union all select view_name, null from duckdb_views() where not internal and comment is null`,
      ),
    ).toEqual([]);
  });

  it('can be read while it is empty', async () => {
    for (const { name } of await loadModels()) {
      expect(await db.rows('select * from query_table($name::varchar)', { name }), name).toEqual(
        [],
      );
    }
  });
});
