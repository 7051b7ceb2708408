import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { iisw3cFields } from '../../src/query/inputs/line-definitions.ts';
import { realLogs } from '../real-logs.ts';
import { folderWith } from './inputs/read.ts';
import { load } from './load-logs.ts';
import { easelQuery } from './run-line.ts';

const real = realLogs('iis') ?? '';

const fields = iisw3cFields
  .map(({ name }) => name)
  .filter((name) => !['LogFilename', 'cs(Cookie)'].includes(name));

describe.skipIf(real === '')('files and warehouse (skipped where there are no real logs)', () => {
  const folder = folderWith({});
  const db = path.join(folder, 'w.duckdb');
  const names = real === '' ? [] : readdirSync(real).filter((name) => name.endsWith('.log'));
  let logs: string[] = [];

  beforeAll(async () => {
    const paths = names.map((name) => path.join(real, name));
    await load(db, paths, { all: true, keepQuery: true, final: true });
    const database = await Database.open(db, { access: 'read-only' });
    const rows = await database.rows(
      "select path from files where format = 'iisw3c' and rows > 0 order by path",
    );
    database.close();
    logs = rows.map((row) => row['path'] as string);
  });

  it.each(fields)('agree on %s', async (field) => {
    const query = (from: string): string =>
      `SELECT [${field}], COUNT(*) AS Lines, MIN([LogRow]) AS FirstRow FROM ${from} GROUP BY [${field}] ORDER BY [${field}]`;
    const files = logs.map((file) => `'${file}'`).join(', ');
    // Logs without a date get it from #Date in the warehouse; IISW3C has that with dirTime only.
    const raw = await easelQuery(['-i:IISW3C', '-dirTime:ON', '-o:CSV', query(files)], {
      cwd: folder,
    });
    const stored = await easelQuery(['--db', db, '-o:CSV', query('iisw3c')], { cwd: folder });
    expect(stored.stdout).toBe(raw.stdout);
    expect(raw.stdout.split('\n').length).toBeGreaterThan(2);
  });

  it('says what the warehouse does not keep', async () => {
    const other = path.join(folder, 'lean.duckdb');
    await load(other, logs.slice(0, 3), { all: true });
    await expect(
      easelQuery(['--db', other, 'SELECT cs-uri-query FROM iisw3c'], { cwd: folder }),
    ).rejects.toMatchObject({
      code: 'not-kept',
      hint: expect.stringContaining('--keep-query') as string,
    });
  });
});
