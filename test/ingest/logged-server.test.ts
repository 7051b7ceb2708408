import { expect, test } from 'vitest';
import { Bench } from './iis-log.ts';

const servers = `select server, server_from from files order by path`;

test('names the server of an IIS native log as its rows do', async () => {
  const bench = new Bench();
  const line = (server: string): string =>
    `10.1.2.3, u1, 5/1/24, 7:00:00, W3SVC1, ${server}, 10.0.0.7, 5, 100, 200, 200, 0, GET, /x, -,\r\n`;
  const file = bench.write('in240501.log', line('CAS07').repeat(3));
  const nameless = bench.write('in240502.log', line('-').repeat(4));
  await bench.ingest([file, nameless], { zoneOf: () => 'UTC' });
  expect(await bench.rows(servers)).toEqual([
    { server: 'CAS07', server_from: 's-computername' },
    { server: '10.0.0.7', server_from: 's-ip' },
  ]);
  expect(await bench.rows('select distinct server from requests order by 1')).toEqual([
    { server: '10.0.0.7' },
    { server: 'CAS07' },
  ]);
});

test('names the server of records that have lost their header', async () => {
  const bench = new Bench();
  const line = (name: string, second: number): string =>
    `2024-05-01 07:00:0${second} W3SVC1 ${name} 10.0.0.7 GET /x - 443 - 10.1.2.3 HTTP/1.1 Agent - - host 200 0 0 100 200 5\r\n`;
  const named = bench.write('a.log', line('CAS07', 1) + line('CAS07', 2));
  const nameless = bench.write('b.log', line('-', 1) + line('-', 2));
  await bench.ingest([named, nameless]);
  expect(await bench.rows(servers)).toEqual([
    { server: 'CAS07', server_from: 's-computername' },
    { server: '10.0.0.7', server_from: 's-ip' },
  ]);
});
