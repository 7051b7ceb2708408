import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { header, record } from '../ingest/iis-log.ts';
import { runEasel } from './run-easel.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'easel-config-'));
const log = (from: number, to: number, clientIp = '10.1.2.3'): string =>
  header +
  Array.from(
    { length: to - from },
    (_, index) => `${record(from + index).replace(' 10.1.2.3 ', ` ${clientIp} `)}\r\n`,
  ).join('');
const write = (name: string, content: string): void => {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
};

beforeAll(() => {
  write('logs/one/u_ex240501.log', log(1, 5));
  write('logs/two-edge/deep/u_ex240501.log', log(10, 15));
  write('logs/three/u_ex240501.log', log(20, 25));
  const forwarded = header.replace('time-taken', 'time-taken X-Forwarded-For');
  // Pings of three devices that all end after 481 s, behind a proxy that is believed and one that is not.
  const cut = ['10.9.0.7', '10.8.0.7'].flatMap((proxy, which) =>
    Array.from({ length: 24 }, (_, index) => {
      const line = record(which * 24 + index)
        .replace(' 10.1.2.3 ', ` ${proxy} `)
        .replace(/DeviceId=D\d+/, `DeviceId=P${which}${index % 3}`)
        .replace(/\d+$/, '481000');
      return `${line} ${which === 0 ? '198.51.100.20' : '203.0.113.9'}\r\n`;
    }),
  );
  write('logs/proxied/u_ex240501.log', forwarded + cut.join(''));
  write(
    'easel.yaml',
    [
      'domains: { CONTOSO: corp.example }',
      'trusted_proxies: [10.9.0.0/16]',
      'servers:',
      '  logs/one: CAS01',
      '  "logs/*-edge/**": EDGE01',
    ].join('\n'),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function rows(sql: string): Promise<unknown> {
  const { out, err } = await runEasel(['sql', sql, '--format', 'json'], { cwd: folder });
  expect(err).toBe('');
  return JSON.parse(out);
}

async function section(
  report: string,
  id: string,
  ...filters: string[]
): Promise<Record<string, unknown>[]> {
  const { out } = await runEasel(
    ['report', report, '--out', '-', '--format', 'json', '--section', id, ...filters],
    { cwd: folder },
  );
  return (JSON.parse(out) as { sections: { rows: Record<string, unknown>[] }[] }).sections.flatMap(
    ({ rows: own }) => own,
  );
}

it('takes names of servers, domains and proxies from easel.yaml into what queries and reports see', async () => {
  const { code, err } = await runEasel(['ingest', 'logs', '--all'], { cwd: folder });
  expect(code).toBe(0);
  expect(err).toContain('server CAS01 (given by easel.yaml): 1 file');
  expect(err).toContain('server EDGE01 (given by easel.yaml): 1 file');
  expect(err).toContain('server three (from the folder): 1 file');
  expect(
    await rows('select server, count(*)::integer as n from requests group by all order by all'),
  ).toEqual([
    { server: 'CAS01', n: 4 },
    { server: 'EDGE01', n: 5 },
    { server: 'proxied', n: 48 },
    { server: 'three', n: 5 },
  ]);
  expect(await rows('select distinct domain from mailboxes')).toEqual([{ domain: 'corp.example' }]);
  // A hop is believed only where the address is a proxy that easel.yaml names.
  const cliffs = await section('heartbeat', 'cliffs', '--server', 'proxied');
  expect(cliffs.map((row) => row['client_network']).sort()).toEqual([
    '(all)',
    '10.8.0.0/24',
    '198.51.100.0/24',
  ]);
  const days = await section('activity', 'days', '--domain', 'corp.example', '--server', 'CAS01');
  expect(days.map((row) => row['hits'])).toEqual([4]);
});

it('lets --server win, and takes a changed easel.yaml on the next run', async () => {
  write('logs/one/u_ex240502.log', log(40, 43));
  write('easel.yaml', 'domains: { CONTOSO: other.example }\nservers: { logs/one: CAS99 }\n');
  const named = await runEasel(['ingest', 'logs/one/u_ex240502.log', '--server', 'CAS02'], {
    cwd: folder,
  });
  expect(named.err).toContain('server CAS02 (given by --server): 1 file');
  expect(await rows('select distinct domain from mailboxes')).toEqual([
    { domain: 'other.example' },
  ]);
  // What is loaded has its server; another name for it is a mistake somewhere.
  const again = await runEasel(['ingest', 'logs/one/u_ex240501.log'], { cwd: folder });
  expect(again.code).toBe(1);
  expect(again.err).toContain('of server CAS01; to load them as CAS99, first: easel remove');
});

it('refuses an easel.yaml with faults, before anything is read', async () => {
  write('easel.yaml', 'servers: [CAS01]\nprobe: x\n');
  const { code, err } = await runEasel(['ingest', 'logs'], { cwd: folder });
  expect(code).toBe(2);
  expect(err).toMatch(/easel\.yaml: servers: .*probe/);
  expect(err).toContain('servers (path or glob: name)');
});
