import { describe, expect, it } from 'vitest';
import { read } from './read.ts';

describe('IIS', () => {
  it('reads the native format', async () => {
    const { rows, errors } = await read('IIS', {
      files: {
        'in.log':
          '192.168.114.201, -, 03/20/01, 7:55:20, W3SVC2, SERVER, 172.21.13.45, 4502, 163, 3223, 200, 0, GET, /DeptLogo.gif, -,\r\nbroken\r\n',
      },
      from: ['in.log'],
      fields: [
        'LogRow',
        'UserIP',
        'UserName',
        'Date',
        'Time',
        'TimeTaken',
        'BytesSent',
        'StatusCode',
        'Target',
      ],
    });
    expect(rows).toEqual([
      [1, '192.168.114.201', null, '2001-03-20', '07:55:20', 4502, 163, 200, '/DeptLogo.gif'],
    ]);
    expect(errors.count).toBe(1);
  });
});

describe('NCSA', () => {
  it('reads common and combined lines, times in UTC', async () => {
    const { rows, errors } = await read('NCSA', {
      files: {
        'nc.log':
          '10.0.0.1 - anna [01/May/2024:09:00:00 +0200] "GET /a?x=1 HTTP/1.1" 200 1234\n10.0.0.2 - - [01/May/2024:07:00:01 +0000] "POST /b HTTP/1.1" 404 - "http://r" "Agent 1.0"\nnonsense\n',
      },
      from: ['nc.log'],
      fields: [
        'RemoteHostName',
        'UserName',
        'DateTime',
        'Request',
        'StatusCode',
        'BytesSent',
        'User-Agent',
      ],
    });
    expect(rows).toEqual([
      ['10.0.0.1', 'anna', '2024-05-01 07:00:00', 'GET /a?x=1 HTTP/1.1', 200, 1234, null],
      ['10.0.0.2', null, '2024-05-01 07:00:01', 'POST /b HTTP/1.1', 404, null, 'Agent 1.0'],
    ]);
    expect(errors.count).toBe(1);
  });
});

describe('HTTPERR', () => {
  it('reads the error log of HTTP.sys', async () => {
    const { rows } = await read('HTTPERR', {
      files: {
        'httperr1.log':
          '#Software: Microsoft HTTP API 2.0\r\n#Fields: date time c-ip c-port s-ip s-port cs-version cs-method cs-uri sc-status s-siteid s-reason s-queuename\r\n2024-05-01 07:00:00 10.0.0.1 50000 10.0.0.9 443 HTTP/1.1 POST /x 503 1 AppOffline MSExchangeSyncAppPool\r\n2024-05-01 07:00:05 10.0.0.1 50001 10.0.0.9 443 - - - - - Timer_ConnectionIdle -\r\n',
      },
      from: ['httperr1.log'],
      fields: [
        'date',
        'c-port',
        'cs-uri',
        'sc-status',
        's-siteid',
        's-reason',
        's-queuename',
        'cs-host',
      ],
    });
    expect(rows).toEqual([
      ['2024-05-01', 50000, '/x', 503, 1, 'AppOffline', 'MSExchangeSyncAppPool', null],
      ['2024-05-01', 50001, null, null, null, 'Timer_ConnectionIdle', null, null],
    ]);
  });
});

describe('URLSCAN', () => {
  it('reads refused requests', async () => {
    const { rows } = await read('URLSCAN', {
      files: {
        'urlscan.log':
          "[04-30-2003 - 18:20:05] Client at 10.0.0.1: URL contains extension '.exe', which is disallowed. Request will be rejected. Site Instance='1', Raw URL='/x.exe'\r\n",
      },
      from: ['urlscan.log'],
      fields: ['Date', 'ClientIP', 'SiteInstance', 'Url'],
    });
    expect(rows).toEqual([['2003-04-30 18:20:05', '10.0.0.1', 1, '/x.exe']]);
  });
});

it("reads easel's own formats by name, also framed ones", async () => {
  const { rows, fields } = await read('mobile-device-statistics', {
    files: {
      'export.csv':
        '"DeviceId","DeviceType","LastSuccessSync"\r\n"ABC","iPhone","5/21/2024 7:00:00 AM"\r\n',
    },
    from: ['export.csv'],
  });
  expect(fields.map(({ name }) => name)).toContain('LogRow');
  expect(rows).toHaveLength(1);
  await expect(read('mobile-device-statistic', { from: [] })).rejects.toMatchObject({
    hint: expect.stringContaining('MOBILE-DEVICE-STATISTICS') as string,
  });
});
