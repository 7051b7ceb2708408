import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, openSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openWarehouse } from '../../src/ingest/warehouse.ts';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

// The device is Linux's; dist is there after a build, as in CI.
test.skipIf(!existsSync('/dev/full') || !existsSync(main))(
  'says that the disk behind the output is full, without a stack',
  async () => {
    const db = path.join(mkdtempSync(path.join(os.tmpdir(), 'easel-full-')), 'w.duckdb');
    (await openWarehouse(db, { access: 'read-write' })).close();
    const { status, stderr } = spawnSync(
      process.execPath,
      [main, 'sql', 'from range(100000)', '--db', db],
      { stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'], encoding: 'utf8' },
    );
    expect(stderr).toBe(
      'error[ENOSPC]: the disk is full\n  = help: make room and run the same command again\n',
    );
    expect(status).toBe(1);
  },
);
