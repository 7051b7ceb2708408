import path from 'node:path';
import { expect, it } from 'vitest';
import { Database } from '../../../src/duckdb/database.ts';
import { load } from '../load-logs.ts';
import { folderWith, read } from './read.ts';

const dates = [
  ...['2024-05-01', '2024/05/01', '2024-5-1', '2024-05-1', '20240501', '2024-02-30', '2023-02-29'],
  ...['2024-02-29', '0000-01-01', '0001-01-01', '9999-12-31', '10000-01-01', '-2024-05-01'],
  ...[
    '2024-05-01Z',
    '2024-05-01T00:00:00',
    'infinity',
    '-infinity',
    'epoch',
    'today',
    '05/01/2024',
  ],
  ...['01.05.2024', '2024-05-01(BC)', '2024-00-01', '2024-13-01', '2024-05-0\t', '２０２４-05-01'],
  ...['2024-05-01\u00a0', '2024 -05-01', "2024-05-0'", '-', '2024-05-01;'],
];
const times = [
  ...['07:00:00', '7:00:00', '07:0:00', '07:00', '070000', '24:00:00', '23:59:59', '23:59:60'],
  ...['00:00:00', '07:60:00', '07:00:00.5', '07:00:00.123456', '07:00:00.123456789', '07:00:00.'],
  ...['07:00:00Z', '07:00:00+02', '07:00:00AM', '7:00:00PM', '-1:00:00', '07:00:0x', '\t7:00:00'],
  ...[
    '07:00:00\t',
    '07.00.00',
    '07-00-00',
    '０７:00:00',
    "07:00:0'",
    '-',
    '25:00:00',
    '07:00:00,5',
  ],
];
const head = '#Software: Microsoft Internet Information Services 10.0\r\n#Version: 1.0\r\n';
const fields = '#Fields: date time cs-method cs-uri-stem c-ip\r\n';
const lines = [
  ...dates.map((date) => `${date} 07:00:00`),
  ...times.map((time) => `2024-05-01 ${time}`),
]
  .map((moment) => `${moment} GET /a 10.0.0.1`)
  .concat(
    '2024-05-01  07:00:00 GET   /a 10.0.0.1',
    '2024-05-01 07:00:00 GET /a 10.0.0.1  ',
    '2024-05-01 07:00:00 GET  /a 10.0.0.1 \u00a0\t',
    '2024-05-01 07:00:00 GET /a ',
    '2024-05-01 07:00:00  GET /a',
    '2024-05-01  07:00:00 GET /a 10.0.0.1 more',
    '2024-05-01  07:00:0x GET /a 10.0.0.1',
  );

/** Line numbers as the warehouse has them after a real ingest. */
async function ingested(file: string): Promise<number[]> {
  const db = `${file}.duckdb`;
  await load(db, [file], { all: true, keepQuery: true, final: true });
  const database = await Database.open(db, { access: 'read-only' });
  const rows = await database.rows('select line_no from requests order by line_no');
  database.close();
  return rows.map((row) => Number(row['line_no']));
}

it.each([
  ['the day of most lines in #Date', '#Date: 2024-05-01 00:00:00\r\n'],
  ['a day in #Date that does not exist', '#Date: 2024-02-30 00:00:00\r\n'],
  ['no #Date', ''],
])('takes dates and times that ingest takes, and no others, with %s', async (_, date) => {
  const folder = folderWith({ 'ex.log': `${head}${date}${fields}${lines.join('\r\n')}\r\n` });
  const kept = await ingested(path.join(folder, 'ex.log'));
  expect(kept.length).toBeGreaterThan(8);
  for (const asked of [['LogRow'], ['LogRow', 'date', 'time']]) {
    const { rows, errors } = await read('IISW3C', { folder, from: ['ex.log'], fields: asked });
    expect(rows.map(([row]) => row)).toEqual(kept);
    expect(errors.count).toBe(lines.length - kept.length);
  }
});
