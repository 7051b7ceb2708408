import { expect, test } from 'vitest';
import { Bench } from './iis-log.ts';

test('takes the date of the last #Date, guessing nothing where times pass midnight', async () => {
  const bench = new Bench();
  const fields = '#Fields: time c-ip cs-method cs-uri-stem sc-status';
  const log = [
    ...['#Date: 2024-05-01 23:59:00', fields],
    ...['23:59:59 ::1 GET /a 200', '23:59:57 ::1 GET /b 200', '00:00:01 ::1 GET /c 200'],
    ...['#Date: 2024-05-02 00:00:05', fields, '00:00:06 ::1 GET /d 200'],
  ];
  await bench.ingest([bench.write('ex.log', `${log.join('\r\n')}\r\n`)]);
  expect(
    await bench.rows('select requested_at::varchar as at from request_rows order by line_no'),
  ).toEqual([
    { at: '2024-05-01 23:59:59' },
    { at: '2024-05-01 23:59:57' },
    { at: '2024-05-01 00:00:01' },
    { at: '2024-05-02 00:00:06' },
  ]);
});
