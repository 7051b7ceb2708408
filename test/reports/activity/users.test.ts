import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { renderReports } from '../../../src/reports/render-reports.ts';
import { syntheticRequests } from '../oracle/synthetic-rows.ts';
import { pick, reportSections, warehouseOf } from '../report-json.ts';

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

const asked = {
  ...{ file_id: 1, tier: 'single' as const, server: 'CAS01', device_id: 'D1', command: 'Sync' },
  ...{ user_name: 'anna', user_domain: 'contoso.com', status: 200 },
};

it('knows the domain of a person who was always refused', async () => {
  const db = await warehouseOf([
    { ...asked, line_no: 1, requested_at: '2024-05-01 10:00:00' },
    {
      ...{ ...asked, line_no: 2, requested_at: '2024-05-01 10:00:01', status: 401 },
      ...{ user_name: 'bert', user_domain: 'CONTOSO', device_id: 'D2' },
    },
  ]);
  const sections = await reportSections(db, 'activity', { filters: { domain: ['contoso.com'] } });
  db.close();
  expect(pick(sections.get('users'), 'user_name', 'user_domain', 'errors')).toEqual([
    { user_name: 'anna', user_domain: 'contoso.com', errors: 0 },
    { user_name: 'bert', user_domain: 'contoso.com', errors: 1 },
  ]);
});

it('keeps apart who share a device and a name, but no domain', async () => {
  const talk = Array.from({ length: 100 }, (_, i) => ({
    ...asked,
    ...{ line_no: i + 1, requested_at: `2024-05-01 10:30:${String(i % 50).padStart(2, '0')}` },
    user_domain: i < 70 ? 'contoso.com' : 'fabrikam.com',
  }));
  const db = await warehouseOf(talk);
  const sections = await reportSections(db, 'activity');
  const filtered = await reportSections(db, 'activity', { filters: { domain: ['contoso.com'] } });
  db.close();
  for (const found of [sections, filtered]) {
    expect(pick(found.get('busy-hours'), 'user_name', 'domain', 'hits')).toEqual([
      { user_name: 'anna', domain: 'contoso.com', hits: 70 },
    ]);
  }
  expect(pick(sections.get('busy-minutes'), 'domain', 'hits')).toEqual([
    { domain: 'contoso.com', hits: 70 },
    { domain: 'fabrikam.com', hits: 30 },
  ]);
});
