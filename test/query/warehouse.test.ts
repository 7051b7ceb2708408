import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { beforeAll, describe, expect, it } from 'vitest';
import ingest from '../../src/cli/commands/ingest.ts';
import { iisw3cFields } from '../../src/query/inputs/line-inputs.ts';
import { folderWith } from './inputs/read.ts';
import { easelQuery } from './run-line.ts';

const real = path.resolve('../shared/real-logs/iis');

/** Loads files as `easel ingest --all --keep-query` does. */
async function load(db: string, files: readonly string[], flags: object): Promise<void> {
  const silent = new PassThrough().resume();
  await ingest.run(
    {
      stdout: silent,
      stderr: silent,
      stdin: new PassThrough(),
      env: {},
      cwd: path.dirname(db),
      now: () => new Date('2026-11-20T10:00:00Z'),
      signal: new AbortController().signal,
      color: { stdout: false, stderr: false },
      complain: () => undefined,
    },
    files,
    { db, ...flags },
  );
}

const fields = iisw3cFields
  .map(({ name }) => name)
  .filter((name) => !['LogFilename', 'cs(Cookie)'].includes(name));

describe.skipIf(!existsSync(real))(
  'files and warehouse (skipped where ../shared/real-logs is absent)',
  () => {
    const folder = folderWith({});
    const db = path.join(folder, 'w.duckdb');
    // Logs without a date get it from #Date in the warehouse; IISW3C has that with dirTime only.
    const logs = existsSync(real)
      ? readdirSync(real).filter(
          (name) => /\.log$/.test(name) && !/pf0|w3c\.[13]|ex010320|ex031118/.test(name),
        )
      : [];
    beforeAll(() =>
      load(
        db,
        logs.map((name) => path.join(real, name)),
        { all: true, keepQuery: true, final: true },
      ),
    );

    it.each(fields)('agree on %s', async (field) => {
      const query = (from: string): string =>
        `SELECT [${field}], COUNT(*) AS Lines, MIN([LogRow]) AS FirstRow FROM ${from} GROUP BY [${field}] ORDER BY [${field}]`;
      const files = logs.map((name) => `'${path.join(real, name)}'`).join(', ');
      const raw = await easelQuery(['-i:IISW3C', '-dirTime:ON', '-o:CSV', query(files)], {
        cwd: folder,
      });
      const stored = await easelQuery(['--db', db, '-o:CSV', query('iisw3c')], { cwd: folder });
      expect(stored.stdout).toBe(raw.stdout);
      expect(raw.stdout.split('\n').length).toBeGreaterThan(2);
    });

    it('says what the warehouse does not keep', async () => {
      const other = path.join(folder, 'lean.duckdb');
      await load(
        other,
        logs.slice(0, 3).map((name) => path.join(real, name)),
        { all: true },
      );
      await expect(
        easelQuery(['--db', other, 'SELECT cs-uri-query FROM iisw3c'], { cwd: folder }),
      ).rejects.toMatchObject({
        code: 'not-kept',
        hint: expect.stringContaining('--keep-query') as string,
      });
    });
  },
);
