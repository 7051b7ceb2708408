import { expect, test } from 'vitest';
import { Bench } from './iis-log.ts';

test('reads NCSA logs without a zone in the zone given, beside those that say theirs', async () => {
  const bench = new Bench();
  const line = (time: string): string => `10.1.2.3 - - [${time}] "GET /a HTTP/1.1" 200 5\r\n`;
  const files = [
    bench.write('a.log', line('01/May/2024:06:00:04 +0100')),
    bench.write('b.log', line('01/May/2024:06:00:04')),
  ];
  const refused = await bench.ingest(files);
  expect(refused.files.map(({ outcome }) => outcome.kind)).toEqual(['loaded', 'refused']);
  await bench.ingest(files, { zoneOf: () => 'Europe/Berlin' });
  const times = 'select requested_at::varchar as at from requests order by 1';
  expect(await bench.rows(times)).toEqual([
    { at: '2024-05-01 04:00:04' },
    { at: '2024-05-01 05:00:04' },
  ]);

  const together = new Bench();
  for (const name of ['a.log', 'b.log']) {
    together.write(name, line(`01/May/2024:06:00:04${name === 'a.log' ? ' +0100' : ''}`));
  }
  await together.ingest(['a.log', 'b.log'], { zoneOf: () => 'Europe/Berlin' });
  expect(await together.rows(times)).toEqual(await bench.rows(times));
});

test('says what helps where a date of a native log has an order of its own', async () => {
  const bench = new Bench();
  const line = (date: string): string =>
    `10.1.2.3, -, ${date}, 7:00:00, W3SVC1, S, 10.0.0.7, 5, 100, 200, 200, 0, GET, /x, -,\r\n`;
  bench.write('in.log', ['5/1/24', '5-1-24', '99/99/24'].map(line).join(''));
  await bench.ingest(['in.log'], { zoneOf: () => 'UTC' });
  expect(await bench.rows('select line_no, reason, detail from rejects order by 1')).toEqual([
    {
      line_no: 2,
      reason: 'bad-date',
      detail: 'date is no M/D/Y: say its order with --dates dmy|mdy|iso',
    },
    { line_no: 3, reason: 'bad-date', detail: 'date is not a date' },
  ]);
});
