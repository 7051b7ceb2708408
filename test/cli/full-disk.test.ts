import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, openSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openWarehouse } from '../../src/ingest/warehouse.ts';

const program = (name: string): string =>
  fileURLToPath(new URL(`../../dist/cli/${name}.js`, import.meta.url));

// The device is Linux's; dist is there after a build, as in CI.
describe.skipIf(!existsSync('/dev/full') || !existsSync(program('main')))('a full disk', () => {
  test.each([
    ['behind the output of SQL', 'main', ['sql', 'from range(100000)']],
    [
      'behind a Parquet file',
      'main',
      ['sql', 'from range(100000)', '--out', '/dev/full', '--format', 'parquet'],
    ],
    ['behind the version', 'main', ['--version']],
    ['behind the output of Log Parser', 'logparser', ['-i:FS', 'select path from package.json']],
  ])('%s is named, without a stack', async (_where, name, argv) => {
    const db = path.join(mkdtempSync(path.join(os.tmpdir(), 'easel-full-')), 'w.duckdb');
    (await openWarehouse(db, { access: 'read-write' })).close();
    const { status, stderr } = spawnSync(process.execPath, [program(name), ...argv], {
      ...{ stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'], encoding: 'utf8' },
      env: { ...process.env, EASEL_DB: db },
    });
    expect(stderr).toContain('error[ENOSPC]: the disk is full\n  = help: make room');
    expect(stderr).not.toContain(' at ');
    expect(status).toBe(1);
  });
});
