import { expect, test } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { reportSections } from '../reports/report-json.ts';
import { renderReports } from '../../src/reports/render-reports.ts';
import { Capture } from '../cli/run-easel.ts';
import { Bench } from './iis-log.ts';

const columns = 'DeviceID,DeviceType,LastSuccessSync,Identity';
const row = (id: string, synced: string): string =>
  `${id},iPhone,${synced},contoso.com/Sales/Anna/ExchangeActiveSyncDevices/iPhone§${id}`;

test('a date that never comes is not the time of an export', async () => {
  const bench = new Bench();
  bench.write(
    'dev.csv',
    [columns, row('A1', '4/20/2024 10:00:00 AM'), row('A2', '12/31/9999 11:59:59 PM')].join('\n'),
  );
  await bench.ingest(['dev.csv']);
  expect(
    await bench.rows('select distinct as_of::varchar as as_of from device_statistics_rows'),
  ).toEqual([{ as_of: '2024-04-20 10:00:00' }]);
});

test('dates that all read the same both ways are read', async () => {
  const bench = new Bench();
  bench.write('dev.csv', [columns, row('A1', '5/5/2024 10:00:00 AM'), row('A2', '')].join('\n'));
  await bench.ingest(['dev.csv']);
  expect(await bench.files()).toMatchObject([{ rows: 2, rejects: 0 }]);
  expect(
    await bench.rows('select last_sync_at::varchar as at from devices order by device_id'),
  ).toEqual([{ at: '2024-05-05 10:00:00' }, { at: null }]);
});

test('reports say that an export is of later than their time', async () => {
  const bench = new Bench();
  bench.write('dev.csv', [columns, row('A1', '2024-05-01 14:00:00')].join('\n'));
  await bench.ingest(['dev.csv']);
  const db = await Database.open(bench.warehouse, { access: 'read-only' });
  const at = (now: string) => ({ now: new Date(now), filters: {} });
  const coverageAt = async (now: string): Promise<unknown> => {
    const out = new Capture();
    await renderReports({
      ...{ db, names: ['last-sync'], out, format: 'json', version: '0.0.0', ...at(now) },
    });
    return (JSON.parse(out.text) as { coverage: unknown }).coverage;
  };
  const early = await reportSections(db, 'last-sync', at('2024-05-01T12:05:00Z'));
  expect(early.get('devices')?.rows).toEqual([]);
  expect(await coverageAt('2024-05-01T12:05:00Z')).toMatchObject({
    ...{ later_exports: 1, later_exports_from: '2024-05-01T14:00:00Z' },
    statement:
      'no requests in this period; 1 export of devices, from 2024-05-01 14:00 on, left out: states are as of 2024-05-01 12:05',
  });
  expect(await coverageAt('2024-05-01T15:00:00Z')).toMatchObject({
    ...{ later_exports: 0, statement: 'no requests in this period' },
  });
  db.close();
});
