import { expect, test } from 'vitest';
import advancedLogging from '../../../src/parsers/formats/advanced-logging.format.ts';
import ftp from '../../../src/parsers/formats/ftp.format.ts';
import httperr from '../../../src/parsers/formats/httperr.format.ts';
import iis from '../../../src/parsers/formats/iis.format.ts';
import iisw3c from '../../../src/parsers/formats/iisw3c.format.ts';
import ncsa from '../../../src/parsers/formats/ncsa.format.ts';
import urlscan from '../../../src/parsers/formats/urlscan.format.ts';
import { readLines } from './read-lines.ts';

const head = (...lines: string[]): { fileName: string; lines: string[] } => ({
  fileName: 'x.log',
  lines,
});

test('reads NCSA times by the zone in the line, and the ActiveSync query in the request', async () => {
  const { rows, rejects } = await readLines(ncsa, [
    '203.0.113.7 - CONTOSO\\anna [01/May/2024:08:00:05 +0200] "POST /Microsoft-Server-ActiveSync/default.eas?User=anna&DeviceId=A1&DeviceType=iPhone&Cmd=Sync HTTP/1.1" 200 4211',
    '203.0.113.7 - - [01/May/2024:06:00:05 -0530] "GET /a"b?c HTTP/1.0" 404 - "http://x/?y" "Agent (\\"q\\") 1.0"',
    'nonsense',
  ]);
  expect(rows).toMatchObject([
    {
      requested_at: '2024-05-01 06:00:05',
      user_name: 'anna',
      user_domain: 'CONTOSO',
      method: 'POST',
      uri_stem: '/Microsoft-Server-ActiveSync/default.eas',
      command: 'Sync',
      device_id: 'A1',
      status: 200,
      bytes_sent: 4211,
    },
    { requested_at: '2024-05-01 11:30:05', uri_stem: '/a"b', status: 404, referer: 'http://x/?y' },
  ]);
  expect(rejects).toEqual([{ line_no: 3, reason: 'not-ncsa' }]);
});

test('reads IIS native lines in the zone given, and tells received from sent', async () => {
  const lines = [
    '192.168.114.201, -, 03/20/01, 7:55:20, W3SVC2, SERVER, 172.21.13.45, 4502, 163, 3223, 200, 0, GET, /DeptLogo.gif, -,',
    '10.0.0.1, DOM\\bob, 13/5/24, 23:00:00, W3SVC1, S, 10.0.0.2, 1, 2, 3, 200, 0, GET, /a, b, c,',
    '10.0.0.1, DOM\\bob, 5/13/24, 23:00:00, W3SVC1, S, 10.0.0.2, 1, 2, 3, 200, 0, POST, /Microsoft-Server-ActiveSync/default.eas, Cmd=Ping&User=bob,',
    '10.0.0.1, -, 99/99/24, 23:00:00, W3SVC1, S, 10.0.0.2, 1, 2, 3, 200, 0, GET, /a, -,',
  ];
  const { rows, rejects } = await readLines(iis, lines, { zone: `'Europe/Berlin'` });
  expect(rows).toMatchObject([
    {
      requested_at: '2001-03-20 06:55:20',
      server: 'SERVER',
      site: 'W3SVC2',
      client_ip: '192.168.114.201',
      server_ip: '172.21.13.45',
      time_taken_ms: 4502,
      bytes_received: 163,
      bytes_sent: 3223,
      uri_stem: '/DeptLogo.gif',
    },
    { requested_at: '2024-05-13 21:00:00', user_name: 'bob', command: 'Ping' },
  ]);
  expect(rejects).toEqual([
    { line_no: 2, reason: 'field-count' },
    { line_no: 4, reason: 'bad-date' },
  ]);
});

test('takes the order of day and month from --dates', async () => {
  const line = '1.1.1.1, -, 03/02/01, 7:55:20, W3SVC2, S, 1.1.1.1, 1, 1, 1, 200, 0, GET, /, -,';
  const read = async (dates?: 'dmy'): Promise<unknown> =>
    (await readLines(iis, [line], {}, dates === undefined ? {} : { dates })).rows[0]?.[
      'requested_at'
    ];
  expect(await read()).toBe('2001-03-02 07:55:20');
  expect(await read('dmy')).toBe('2001-02-03 07:55:20');
});

test('reads win32 before substatus in FTP logs and shows no password', async () => {
  const lines = [
    '#Software: Microsoft Internet Information Services 7.5',
    '#Fields: date time c-ip cs-username s-ip s-port cs-method cs-uri-stem sc-status sc-win32-status sc-substatus x-session x-fullpath',
    '2024-05-01 06:00:05 198.51.100.9 CONTOSO\\scan 10.1.0.40 21 PASS secret 530 1326 41 2a1f /',
  ];
  expect(ftp.detect(head(...lines)).score).toBeGreaterThan(iisw3c.detect(head(...lines)).score);
  const { rows } = await readLines(ftp, lines);
  expect(rows).toMatchObject([{ win32_status: 1326, substatus: 41, status: 530, is_eas: false }]);
  expect(rows[0]).not.toHaveProperty('uri_stem');
});

test('tells the FTP service of IIS 4 by its commands', () => {
  const lines = [
    '#Software: Microsoft Internet Information Server 4.0',
    '#Fields: time c-ip cs-method cs-uri-stem sc-status',
    '16:44:49 1.1.1.1 [2]USER anonymous 331',
  ];
  expect(ftp.detect(head(...lines)).score).toBeGreaterThan(iisw3c.detect(head(...lines)).score);
});

test('reads HTTPERR without taking its lines for requests of ActiveSync', async () => {
  const lines = [
    '#Software: Microsoft HTTP API 2.0',
    '#Fields: date time c-ip c-port s-ip s-port cs-version cs-method cs-uri sc-status s-siteid s-reason s-queuename',
    '2024-05-01 06:00:04 203.0.113.7 51234 10.1.0.31 443 HTTP/1.1 POST /Microsoft-Server-ActiveSync/default.eas?Cmd=Ping&User=anna - 1 Connection_Abandoned_By_ReqQueue Pool',
  ];
  expect(httperr.detect(head(...lines)).score).toBeGreaterThan(iisw3c.detect(head(...lines)).score);
  const { rows } = await readLines(httperr, lines);
  expect(rows).toMatchObject([
    {
      requested_at: '2024-05-01 06:00:04',
      uri_stem: '/Microsoft-Server-ActiveSync/default.eas',
      site: 'W3SVC1',
      is_eas: false,
      custom: { 's-reason': 'Connection_Abandoned_By_ReqQueue', 's-queuename': 'Pool' },
    },
  ]);
  expect(JSON.stringify(rows)).not.toContain('User=anna');
});

test('reads quoted values with blanks and local times of the Advanced Logging module', async () => {
  const lines = [
    '#Software: IIS Advanced Logging Module',
    '#Fields:   date-local time-local cs-method cs-uri-stem c-ip cs(User-Agent) cs(Host) sc-status TimeTakenMS',
    '2024-05-01 08:00:04.363 GET /owa/ "203.0.113.7" "Mozilla/5.0 (a ""b""  c)" "mail" 200 140',
    '2024-05-01 08:00:04.363 GET /owa/ "203.0.113.7" "Mozilla/5.0',
  ];
  expect(advancedLogging.detect(head(...lines)).score).toBeGreaterThan(
    iisw3c.detect(head(...lines)).score,
  );
  const { rows, rejects } = await readLines(advancedLogging, lines, { zone: `'Europe/Berlin'` });
  expect(rows).toMatchObject([
    {
      requested_at: '2024-05-01 06:00:04.363',
      client_ip: '203.0.113.7',
      user_agent: 'Mozilla/5.0 (a "b"  c)',
      host: 'mail',
      time_taken_ms: 140,
    },
  ]);
  expect(rejects).toEqual([{ line_no: 4, reason: 'field-count' }]);
});

test.each([
  ['date-utc time-utc', 'date-local time-local', '05:00:00.128 ', '23:00:00.128'],
  ['date-local time-local', 'date time', '23:00:00.128', '05:00:00.128'],
])('takes the times of UTC where Advanced Logging logs %s and %s', async (one, other, at, and) => {
  const lines = [
    '#Software: IIS Advanced Logging Module',
    `#Fields:  ${one} cs-method cs-uri-stem c-ip sc-status ${other}`,
    `2014-11-18 ${at} GET /owa/ 203.0.113.7 200 2014-11-18 ${and}`,
  ];
  const { rows, rejects } = await readLines(advancedLogging, lines, {});
  expect(rows.map((row) => row['requested_at'])).toEqual(['2014-11-18 05:00:00.128']);
  expect(rejects).toEqual([]);
});

test('reads what URLScan refused', async () => {
  const { rows } = await readLines(urlscan, [
    `[04-30-2003 - 18:20:05] Client at 10.0.0.1: URL contains sequence '..', which is disallowed. Request will be rejected.  Site Instance='1', Raw URL='/scripts/..%255c../x?y=it's'`,
    '[04-30-2003 - 18:20:05] ---------------- UrlScan.dll Initializing ----------------',
  ]);
  expect(rows).toMatchObject([
    {
      requested_at: '2003-04-30 18:20:05',
      client_ip: '10.0.0.1',
      site: 'W3SVC1',
      uri_stem: '/scripts/..%255c../x',
    },
    { requested_at: '2003-04-30 18:20:05' },
  ]);
});
