import { expect, test } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { checkWarehouse } from '../../src/ingest/check.ts';
import { Bench, fields, header, record } from './iis-log.ts';

async function faultsOf({ warehouse }: Bench): Promise<unknown[]> {
  const db = await Database.open(warehouse, { access: 'read-only' });
  try {
    return (await checkWarehouse(db)).filter(({ faults }) => faults > 0);
  } finally {
    db.close();
  }
}

test('takes lines of any date that a calendar has', async () => {
  const bench = new Bench();
  const days = ['0001-01-01', '1900-01-01', '2024-05-01', '2038-01-20', '2106-02-07', '9999-12-31'];
  const lines = days.map((day, n) => record(n).replace('2024-05-01', day));
  await bench.ingest([bench.write('ex.log', `${header}${lines.join('\r\n')}\r\n`)]);
  const kept = await bench.rows(
    `select strftime(requested_at, '%Y-%m-%d') as day from eas_requests order by line_no`,
  );
  expect(kept.map(({ day }) => (day as string).padStart(10, '0'))).toEqual(days);
  expect(await faultsOf(bench)).toEqual([]);
});

test('rejects lines under a date that no calendar has, and loads the other files', async () => {
  const bench = new Bench();
  const line = record(1).replace('2024-05-01 ', '');
  const dateless = fields.replace('date ', '');
  for (const day of ['2024-02-30', '2024-99-99', '0000-00-00']) {
    bench.write(`logs/${day}.log`, `#Date: ${day} 23:50:00\n${dateless}\n${line}\n`);
  }
  bench.write('logs/good.log', `${header}${record(2)}\r\n`);
  await bench.ingest([bench.at('logs')]);
  expect((await bench.files()).map(({ name, rows, rejects }) => [name, rows, rejects])).toEqual([
    ['0000-00-00.log', 0, 1],
    ['2024-02-30.log', 0, 1],
    ['2024-99-99.log', 0, 1],
    ['good.log', 1, 0],
  ]);
  expect(await bench.rows('select distinct reason from rejects')).toEqual([{ reason: 'no-date' }]);
});

test('pairs the requests of two tiers whose time taken nobody can reckon with', async () => {
  const times = [
    ...['9223372036854775807', '-9223372036854775808', '9223372036854775', '100000000000001'],
    ...['100000000000000', '3'],
  ];
  const bench = new Bench();
  const front = times.map((taken, n) => record(n).replace(/ \d+$/, ` ${taken}`));
  const cafe = front.map((line) =>
    line.replace('_ 443', '_&CorrelationID=<empty>;&cafeReqId=1; 443'),
  );
  const back = front.map((line) =>
    line.replace('/default.eas', '/Proxy/default.eas').replace(' 443 ', ' 444 '),
  );
  bench.write('logs/fe/W3SVC1/u_ex.log', `${header}${cafe.join('\r\n')}\r\n`);
  bench.write('logs/be/W3SVC2/u_ex.log', `${header}${back.join('\r\n')}\r\n`);
  await bench.ingest([bench.at('logs')]);
  const requests = await bench.rows(
    `select time_taken_ms::varchar as taken, any_value(started_at) is null as is_unknown
     from eas_requests group by all`,
  );
  expect(new Map(requests.map(({ taken, is_unknown }) => [taken, is_unknown]))).toEqual(
    new Map(times.map((taken, n) => [taken, n < 4])),
  );
  expect(await bench.rows('select count(*)::integer as n from heartbeats')).toEqual([
    { n: times.length },
  ]);
  expect(await faultsOf(bench)).toEqual([]);
});

test('reads the dates of IIS native logs in the order that is given', async () => {
  const line =
    '10.1.1.1, bob, 3/4/24, 7:00:00, W3SVC1, EX01, 10.0.0.1, 150, 300, 400, 200, 0, POST, /Microsoft-Server-ActiveSync/default.eas, Cmd=Ping&User=bob&DeviceId=d1&DeviceType=t,';
  for (const [dates, day] of [
    ['dmy', '2024-04-03'],
    ['mdy', '2024-03-04'],
  ] as const) {
    const bench = new Bench();
    bench.write('in.log', `${line}\r\n`);
    await bench.ingest([bench.at('in.log')], { dates, zoneOf: () => 'UTC' });
    expect(await bench.rows('select requested_at::date::varchar as day from requests')).toEqual([
      { day },
    ]);
  }
});
