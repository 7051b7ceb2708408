import { appendFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Bench, header, record } from './iis-log.ts';

/** A line of an IIS native log. */
const native = (date: string): string =>
  `10.1.1.1, bob, ${date}, 7:00:00, W3SVC1, EX01, 10.0.0.1, 150, 300, 400, 200, 0, POST, /Microsoft-Server-ActiveSync/default.eas, Cmd=Ping&User=bob&DeviceId=d1&DeviceType=t,\r\n`;
const zoneOf = (): string => 'UTC';

async function daysIn(bench: Bench): Promise<unknown[]> {
  const rows = await bench.rows(
    'select requested_at::date::varchar as day from requests order by line_no',
  );
  return rows.map(({ day }) => day);
}

test('reads what is added to a log, and what a filter left out, by the dates it was first read by', async () => {
  const bench = new Bench();
  const log = bench.write('a.log', ['1/5/24', '2/5/24', '3/5/24'].map(native).join(''));
  await bench.ingest([log], {
    zoneOf,
    dates: 'dmy',
    filter: { traffic: 'mobile', since: '2024-05-03 00:00:00' },
  });
  expect(await daysIn(bench)).toEqual(['2024-05-03']);
  appendFileSync(log, native('4/5/24'));
  await bench.ingest([log], { zoneOf });
  expect(await daysIn(bench)).toEqual(['2024-05-01', '2024-05-02', '2024-05-03', '2024-05-04']);
});

test('says how to read dates in another order, and goes on with other files', async () => {
  const bench = new Bench();
  bench.write('logs/a.log', native('1/5/24'));
  await bench.ingest([bench.at('logs')], { zoneOf });
  bench.write('logs/b.log', `${header}${record(1)}\r\n`);
  await bench.ingest([bench.at('logs')], { zoneOf });
  const { files } = await bench.ingest([bench.at('logs')], { zoneOf, dates: 'dmy' });
  expect(files.map(({ outcome }) => ('reason' in outcome ? outcome.reason : outcome.kind))).toEqual(
    [
      expect.stringMatching(/^its dates were read without --dates; .*easel remove .*a\.log$/),
      'unchanged',
    ],
  );
  expect(await daysIn(bench)).toContain('2024-01-05');
});

const advanced = '#Software: IIS Advanced Logging Module\n';
const fields = (date: string, time: string): string =>
  `#Fields: ${date} ${time} s-ip cs-method cs-uri-stem c-ip sc-status\n`;
const local = fields('date-local', 'time-local');
const utc = fields('date', 'time');
const line = (time: string): string =>
  `2024-05-01 ${time} 10.1.0.21 POST /Microsoft-Server-ActiveSync/default.eas 2.2.2.2 200\n`;
const times = `select line_no::integer as line, strftime(requested_at, '%H:%M') as time from requests order by line_no`;

test('takes the local times of a log for local, whichever field list comes first or last', async () => {
  const bench = new Bench();
  const log = `${advanced}${local}${line('08:00:00')}${utc}${line('06:10:00')}`;
  const zone = { zoneOf: () => 'Europe/Berlin' };
  const unknown = await bench.ingest([bench.write('a.log', log)]);
  expect(unknown.files[0]?.outcome).toMatchObject({ kind: 'refused' });
  await bench.ingest([bench.at('a.log')], zone);
  expect(await bench.rows(times)).toEqual([
    { line: 3, time: '06:00' },
    { line: 5, time: '06:10' },
  ]);
  appendFileSync(bench.at('a.log'), `${local}${line('08:20:00')}`);
  await bench.ingest([bench.at('a.log')]);
  expect(await bench.rows(times)).toContainEqual({ line: 7, time: '06:20' });
});

test('rejects local times that begin in mid-file where no zone is known', async () => {
  const bench = new Bench();
  const log = bench.write('a.log', `${advanced}${utc}${line('06:10:00')}`);
  await bench.ingest([log]);
  appendFileSync(log, `${local}${line('08:20:00')}`);
  await bench.ingest([log]);
  expect(await bench.rows(times)).toEqual([{ line: 3, time: '06:10' }]);
  expect(await bench.rows('select line_no::integer as line, reason, detail from rejects')).toEqual([
    { line: 5, reason: 'bad-time', detail: expect.stringContaining('--source-tz') as string },
  ]);
});

test('says where a reject begins in the file, but for one whose text was converted', async () => {
  const text = `${header}${record(1)}\r\nx\r\n`;
  const bench = new Bench();
  bench.write('logs/a.log', text);
  bench.write('logs/b.log', Buffer.from(`\ufeff${text}`, 'utf16le'));
  await bench.ingest([bench.at('logs')]);
  expect(
    await bench.rows('select byte_offset::integer as at from rejects order by byte_offset'),
  ).toEqual([{ at: text.length - 3 }, { at: null }]);
});

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
