import { expect, test } from 'vitest';
import { Bench } from './iis-log.ts';

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
