import { cpSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { realLogs } from '../real-logs.ts';
import { folderWith, read } from './inputs/read.ts';
import { load } from './load-logs.ts';

const own = path.resolve(import.meta.dirname, '../../sample-logs/events');
const real = realLogs('events');

async function stored(file: string, sql: string): Promise<unknown[][]> {
  const db = `${file}.duckdb`;
  await load(db, [file], { all: true, final: true });
  const database = await Database.open(db, { access: 'read-only' });
  const rows = await database.rows(sql);
  database.close();
  return rows.map((row) => Object.values(row));
}

it('stores what the XML says', async () => {
  const folder = folderWith({});
  const file = path.join(folder, 'events.xml');
  cpSync(path.join(own, 'wevtutil-events-root.xml'), file);
  const sql = `select line_no, logged_at::varchar, event_id, qualifiers, level, event_type, task_name, server, strings[2], named_strings['IpAddress'], starts_with(message, 'Exchange') from events order by line_no`;
  expect(await stored(file, sql)).toEqual([
    [
      3,
      '2024-05-01 06:00:04.123456',
      1053,
      49152,
      2,
      'error',
      'Configuration',
      'CAS01.contoso.com',
      'Active directory response: 00000005',
      null,
      true,
    ],
    [
      4,
      '2024-05-01 06:00:05',
      4625,
      null,
      0,
      'failure audit',
      null,
      'CAS01.contoso.com',
      '198.51.100.9',
      '198.51.100.9',
      null,
    ],
  ]);
});

const exports = [own, real].flatMap((folder) =>
  folder === undefined ? [] : readdirSync(folder).map((name) => path.join(folder, name)),
);

it.each(exports)('has the events of %s that EVT has', async (original) => {
  const folder = folderWith({ 'events.xml': readFileSync(original) });
  const file = path.join(folder, 'events.xml');
  const fields = [
    'TimeGenerated',
    'EventLog',
    'RecordNumber',
    'EventID',
    'SourceName',
    'ComputerName',
  ];
  const { rows } = await read('EVT', { folder, from: ['events.xml'], fields });
  const timed = rows.filter(([time]) => time !== null).map((row) => row.map(String));
  const sql =
    'select logged_at, log_name, record_no, event_id, provider, server from events order by line_no, record_no';
  expect((await stored(file, sql)).map((row) => row.map(String))).toEqual(timed);
  expect(timed.length).toBeGreaterThan(0);
});
