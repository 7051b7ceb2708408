import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { renderReports } from '../../../src/reports/render-reports.ts';
import { syntheticRequests } from '../oracle/synthetic-rows.ts';
import { warehouseOf } from '../report-json.ts';

it('counts users with their domains', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'easel-users-'));
  const domains = ['CONTOSO', 'FABRIKAM', 'NORTHWIND'];
  const rows = syntheticRequests(30, { seed: 4, devices: 6, days: 1 }).map((row, i) => ({
    ...row,
    user_name: i % 10 === 9 ? null : `user${i % 2}`,
    user_domain: i % 10 === 9 ? null : (domains[i % 3] ?? null),
    is_probe: false,
  }));
  const db = await warehouseOf(rows);
  try {
    await renderReports({
      db,
      names: ['activity'],
      out: folder,
      format: 'html',
      filters: {},
      probes: false,
      rawCsv: false,
      now: new Date('2024-06-01T00:00:00Z'),
      version: 'test',
    });
    const html = readFileSync(path.join(folder, 'activity.html'), 'utf8');
    const figure = /id="figure-users">[^]*?class="value">([^<]*)</.exec(html)?.[1];
    const users = new Set(
      rows.flatMap((row) =>
        row.user_name === null ? [] : [`${row.user_domain}\\${row.user_name}`],
      ),
    );
    expect(users.size).toBe(6);
    expect(figure).toBe('6');
  } finally {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
