import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Database } from '../../../src/duckdb/database.ts';
import { foldersSql } from '../../../src/parsers/eas/folders-sql.ts';
import { parseFolders } from '../../../src/parsers/eas/folders.ts';
import { logText } from './generate.ts';

test('reads one group for each collection, from its Fid on', () => {
  const text =
    'V141_Fc2_Fid:5_Ty:Em_Filt3_St:F_Sk:0_Sks:1_Srv:6a0c0d1s2e0r9A7sd_Fid:7_Ty:Ca_Ssnf:T_Cli:1A2C3D4F_Hb600_';
  expect(parseFolders(text)).toMatchObject([
    {
      folder_id: '5',
      class: 'Em',
      filter: 3,
      sync_type: 'F',
      sync_key: '0',
      server_sync_key: '1',
      state_not_found: false,
      server_adds: 6,
      server_soft_deletes: 1,
      server_errors: 2,
    },
    { folder_id: '7', class: 'Ca', state_not_found: true, client_adds: 1, client_fetches: 4 },
  ]);
});

test('reads the collection of Exchange 2003', () => {
  expect(parseFolders('V3TCaSFC:1A2C3D4FS:5A6C7D8SP:1C2I')).toMatchObject([
    { class: 'Ca', sync_type: 'F', client_adds: 1, server_deletes: 7, server_soft_deletes: 8 },
  ]);
});

test('SQL finds the groups that TypeScript finds', async () => {
  const database = await Database.open(':memory:');
  const query = `select ${foldersSql('t')} as f from (select unnest(from_json($texts, '["VARCHAR"]')) as t)`;
  await fc.assert(
    fc.asyncProperty(fc.array(logText, { minLength: 1, maxLength: 40 }), async (texts) => {
      const rows = await database.rows(query, { texts: JSON.stringify(texts) });
      const found = rows.map(({ f }) =>
        (f as Record<string, unknown>[]).map((group) =>
          Object.fromEntries(Object.entries(group).filter(([, value]) => value !== null)),
        ),
      );
      expect(found).toEqual(JSON.parse(JSON.stringify(texts.map(parseFolders))));
    }),
    { numRuns: 60 },
  );
  database.close();
});

test('SQL takes time and memory for each of very many groups once', async () => {
  const database = await Database.open(':memory:');
  // A tenth of them once took 30 s and more than 1 GB, and twice as many four times that.
  await database.run("set memory_limit = '500MB'");
  const text = Array.from({ length: 80_000 }, (_, i) => `Fid_Fid:${i}_Srv:${i}a`).join('_');
  const groups = `select unnest(${foldersSql('t')}, recursive := true) from (select $text as t)`;
  const sql = `select count(*)::int as n, count(folder_id)::int as named, sum(server_adds)::bigint as adds from (${groups})`;
  expect(await database.rows(sql, { text })).toEqual([
    { n: 160_000, named: 80_000, adds: (80_000 * 79_999) / 2 },
  ]);
  database.close();
});
