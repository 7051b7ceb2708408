import { expect, test } from 'vitest';
import { Bench, header } from './iis-log.ts';

const line = (part: { date?: string; time?: string; status?: string; took?: string }): string =>
  `${part.date ?? '2024-05-01'} ${part.time ?? '07:00:00'} 10.0.0.1 POST /Microsoft-Server-ActiveSync/default.eas User=u&DeviceId=D&DeviceType=iPhone&Cmd=Ping 443 u 10.1.2.3 Agent ${part.status ?? '200'} 0 0 ${part.took ?? '5'}`;

test('rejects numbers that DuckDB would read and IIS never wrote', async () => {
  const bench = new Bench();
  const bad = ['1e3', '0x1F', '5.7', '1_000', '+5', '1.', '.5', '0b1', '5-', '--5', '5e-1'];
  const log = [...bad.map((took) => line({ took })), line({ status: '2e2' }), line({})];
  const file = bench.write('ex.log', `${header}${log.join('\r\n')}\r\n`);
  await bench.ingest([file]);
  expect(await bench.files()).toMatchObject([{ data: 13, rows: 1, rejects: 12, filtered: 0 }]);
  expect(await bench.rows('select distinct reason from rejects')).toEqual([
    { reason: 'bad-value' },
  ]);
});

test('reads numbers as they are written: zeros in front, a minus, 18 and more digits', async () => {
  const bench = new Bench();
  const log = ['007', '-1', '9223372036854775807', '-'].map((took) => line({ took }));
  await bench.ingest([bench.write('ex.log', `${header}${log.join('\r\n')}\r\n`)]);
  expect(
    await bench.rows('select time_taken_ms::varchar as ms from request_rows order by line_no'),
  ).toEqual([{ ms: '7' }, { ms: '-1' }, { ms: '9223372036854775807' }, { ms: null }]);
});

test('rejects dates and times with anything more or less than a date and a time', async () => {
  const bench = new Bench();
  const times = ['24:00:00', '7:00:00', '07:00:0', '07:00:00x', '07:00:00Z', '07:00:60', '07:00'];
  const dates = ['2024/05/01', '2024-5-1', '24-05-01xx', '-024-05-01', '2024-02-30', 'epoch'];
  const log = [
    ...times.map((time) => line({ time })),
    ...dates.map((date) => line({ date })),
    line({ time: '07:00:00.25' }),
  ];
  await bench.ingest([bench.write('ex.log', `${header}${log.join('\r\n')}\r\n`)]);
  expect(
    await bench.rows('select reason, count(*) as n from rejects group by all order by 1'),
  ).toEqual([
    { reason: 'bad-date', n: dates.length },
    { reason: 'bad-time', n: times.length },
  ]);
  expect(await bench.rows('select requested_at::varchar as at from request_rows')).toEqual([
    { at: '2024-05-01 07:00:00.25' },
  ]);
});

test('rejects a port and a status of HTTPERR that no INTEGER holds, and reads the rest of the run', async () => {
  const bench = new Bench();
  const tooGreat = '99999999999';
  const odd = (part: { from?: string; to?: string; status?: string; site?: string }): string =>
    `2024-05-01 06:00:04 203.0.113.7 ${part.from ?? '51234'} 10.1.0.31 ${part.to ?? '443'} HTTP/1.1 POST /a ${part.status ?? '-'} ${part.site ?? '1'} Timer_ConnectionIdle -`;
  const lines = [
    '#Fields: date time c-ip c-port s-ip s-port cs-version cs-method cs-uri sc-status s-siteid s-reason s-queuename',
    odd({ to: tooGreat }),
    odd({ status: tooGreat }),
    odd({ from: tooGreat, site: tooGreat }),
  ];
  const files = [
    bench.write('httperr.log', `${lines.join('\r\n')}\r\n`),
    bench.write('ex.log', `${header}${line({})}\r\n`),
  ];
  await bench.ingest(files);
  expect(await bench.rows('select line_no, reason from rejects order by 1')).toEqual([
    { line_no: 2, reason: 'bad-value' },
    { line_no: 3, reason: 'bad-value' },
  ]);
  expect(await bench.files()).toMatchObject([{ rows: 1 }, { rows: 1 }]);
});
