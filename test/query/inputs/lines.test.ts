import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { realLogs } from '../../real-logs.ts';
import { folderWith, read, shown } from './read.ts';

const head =
  '#Software: Microsoft Internet Information Services 10.0\r\n#Version: 1.0\r\n#Date: 2024-05-01 00:00:00\r\n';
const fields = '#Fields: date time c-ip cs-username cs-uri-stem sc-status X-Forwarded-For\r\n';
const log =
  head +
  fields +
  '2024-05-01 07:00:00 10.0.0.1 contoso\\anna /a 200 1.2.3.4\r\n' +
  '2024-05-01 07:00:01 10.0.0.2 - /b 404 -\r\n';

describe('IISW3C', () => {
  it('has the 32 fixed fields, then the custom ones of the log', async () => {
    const { fields: found } = await read('IISW3C', { files: { 'ex.log': log }, from: ['ex.log'] });
    expect(shown(found.slice(0, 6))).toBe(
      'LogFilename S, LogRow I, date date, time time, c-ip S, cs-username S',
    );
    expect(found).toHaveLength(33);
    expect(found[32]).toEqual({ name: 'X-Forwarded-For', type: 'STRING' });
  });

  it('reads typed values, NULL for a dash and for what is not logged', async () => {
    const folder = folderWith({ 'ex.log': log });
    const { rows, processed, errors } = await read('IISW3C', {
      folder,
      from: ['ex.log'],
      fields: [
        'LogFilename',
        'LogRow',
        'date',
        'time',
        'cs-username',
        'sc-status',
        'cs-bytes',
        'X-Forwarded-For',
      ],
    });
    const file = path.join(folder, 'ex.log');
    expect(rows).toEqual([
      [file, 5, '2024-05-01', '07:00:00', 'contoso\\anna', 200, null, '1.2.3.4'],
      [file, 6, '2024-05-01', '07:00:01', null, 404, null, null],
    ]);
    expect(processed).toBe(2);
    expect(errors.count).toBe(0);
  });

  it('counts the records of a file whose #Fields change', async () => {
    const changed = `${log}#Fields: date time cs-host\r\n2024-05-01 08:00:00 mail\r\n`;
    const { rows, processed } = await read('IISW3C', {
      files: { 'ex.log': changed },
      from: ['ex.log'],
      fields: [],
    });
    expect([rows.length, processed]).toEqual([3, 3]);
  });

  it('follows #Fields that change inside a file, in the order of its lines', async () => {
    const { rows } = await read('IISW3C', {
      files: {
        'ex.log':
          log +
          '#Fields: time date sc-status cs-host\r\n08:00:00 2024-05-02 500 mail\r\n' +
          fields +
          '2024-05-03 09:00:00 10.0.0.3 - /c 200 -\r\n',
      },
      from: ['ex.log'],
      fields: ['LogRow', 'date', 'sc-status', 'cs-host', 'c-ip'],
    });
    expect(rows).toEqual([
      [5, '2024-05-01', 200, null, '10.0.0.1'],
      [6, '2024-05-01', 404, null, '10.0.0.2'],
      [8, '2024-05-02', 500, 'mail', null],
      [10, '2024-05-03', 200, null, '10.0.0.3'],
    ]);
  });

  it('counts what ingest would reject as parse errors and tells where they are', async () => {
    const folder = folderWith({
      'ex.log':
        `2024-05-01 07:00:00 early line\r\n${log}` +
        '2024-05-01 07:00:02 10.0.0.2 - /b\r\n' +
        '2024-13-01 07:00:03 10.0.0.2 - /b 200 -\r\n' +
        '2024-05-01 7:00 10.0.0.2 - /b 200 -\r\n' +
        '2024-05-01 07:00:04 10.0.0.2 - /b 2b00 -\r\n',
    });
    const all = await read('IISW3C', { folder, from: ['ex.log'], fields: ['LogRow', 'c-ip'] });
    expect(all.rows.map(([row]) => row)).toEqual([6, 7, 11]);
    expect(all.errors.count).toBe(4);
    expect(all.processed).toBe(3);
    expect(all.errors.details[0]).toContain('5 values where the header names 7');
    expect(all.errors.details[0]).toContain(
      `LogFile "${path.join(folder, 'ex.log')}", Row number 8`,
    );
    const typed = await read('IISW3C', { folder, from: ['ex.log'], fields: ['sc-status'] });
    expect(typed.rows).toEqual([[200], [404]]);
    expect(typed.errors.count).toBe(5);
  });

  it('takes for a number what is written as one, as ingest does', async () => {
    const { rows, errors } = await read('IISW3C', {
      files: {
        'ex.log': ['2e2', '0xC8', '200.4', '+200', '-1']
          .map((status) => `2024-05-01 07:00:02 10.0.0.9 - /b ${status} -\r\n`)
          .reduce((text, line) => text + line, log),
      },
      from: ['ex.log'],
      fields: ['sc-status'],
    });
    expect(rows).toEqual([[200], [404], [-1]]);
    expect(errors.count).toBe(4);
  });

  it('counts errors also where a condition would have hidden the line', async () => {
    const { rows, errors, processed } = await read('IISW3C', {
      files: { 'ex.log': `${log}2024-05-01 07:00:02 10.0.0.9 short\r\n` },
      from: ['ex.log'],
      fields: ['c-ip'],
      where: `"c-ip" = '10.0.0.1'`,
    });
    expect(rows).toEqual([['10.0.0.1']]);
    expect(errors.count).toBe(1);
    expect(processed).toBe(2);
  });

  it('reads a log without date and time: what is not logged is NULL', async () => {
    const { rows, errors, processed } = await read('IISW3C', {
      files: {
        'ex1.log': `${head}#Fields: date c-ip cs-bytes\r\n2024-05-01 10.0.0.1 100\r\n2024-05-01 10.0.0.2\r\n`,
        'ex2.log': '#Fields: c-ip sc-status\r\n10.0.0.3 200\r\n',
      },
      from: ['ex*.log'],
      fields: ['date', 'time', 'c-ip'],
    });
    expect(rows).toEqual([
      ['2024-05-01', null, '10.0.0.1'],
      [null, null, '10.0.0.3'],
    ]);
    expect([errors.count, processed]).toEqual([1, 2]);
  });

  it('takes the date from #Date only with dirTime', async () => {
    const files = { 'ex.log': `${head}#Fields: time c-ip\r\n07:00:00 10.0.0.1\r\n` };
    const off = await read('IISW3C', { files, from: ['ex.log'], fields: ['date', 'time'] });
    expect(off.rows).toEqual([[null, '07:00:00']]);
    const on = await read('IISW3C', {
      files,
      from: ['ex.log'],
      fields: ['date', 'time'],
      parameters: { dirTime: 'ON' },
    });
    expect(on.rows).toEqual([['2024-05-01', '07:00:00']]);
  });

  it('takes the time from the #Date above the line with dirTime', async () => {
    const { rows } = await read('IISW3C', {
      files: {
        'ex1.log':
          '#Date: 2003-11-18 00:28:33\r\n#Fields: date c-ip\r\n2003-11-18 10.0.0.1\r\n' +
          '#Date: 2003-11-18 09:30:00\r\n2003-11-18 10.0.0.2\r\n' +
          '#Date: 2003-11-18 00:28:33\r\n2003-11-18 10.0.0.3\r\n' +
          '#Date: 2003-11-18 25:00:00\r\n#Fields: date time c-ip\r\n2003-11-18 12:00:00 10.0.0.4\r\n',
        'ex2.log': '#Date: 2003-11-19 01:02:03\r\n#Fields: c-ip\r\n10.0.0.5\r\n',
        'ex3.log': '#Fields: c-ip\r\n10.0.0.6\r\n',
      },
      from: ['ex*.log'],
      fields: ['c-ip', 'date', 'time'],
      parameters: { dirTime: 'ON' },
    });
    expect(rows).toEqual([
      ['10.0.0.1', '2003-11-18', '00:28:33'],
      ['10.0.0.2', '2003-11-18', '09:30:00'],
      ['10.0.0.3', '2003-11-18', '00:28:33'],
      ['10.0.0.4', '2003-11-18', '12:00:00'],
      ['10.0.0.5', '2003-11-19', '01:02:03'],
      ['10.0.0.6', null, null],
    ]);
  });

  it('orders all files together with consolidateLogs', async () => {
    const files = {
      'ex1.log': `${fields}2024-05-02 07:00:00 b - / 200 -\r\n2024-05-04 07:00:00 d - / 200 -\r\n`,
      'ex2.log': `${fields}2024-05-01 07:00:00 a - / 200 -\r\n2024-05-03 07:00:00 c - / 200 -\r\n`,
    };
    const options = { files, from: ['ex*.log'], fields: ['c-ip'] };
    const plain = await read('IISW3C', options);
    expect(plain.rows.flat()).toEqual(['b', 'd', 'a', 'c']);
    const merged = await read('IISW3C', { ...options, parameters: { consolidateLogs: 'ON' } });
    expect(merged.rows.flat()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('reads quoted values with dQuotes', async () => {
    const { rows } = await read('IISW3C', {
      files: {
        'ex.log':
          '#Fields: date time cs(User-Agent) sc-status\n2024-05-01 07:00:00 "My  Phone 1.0" 200\n',
      },
      from: ['ex.log'],
      fields: ['cs(User-Agent)', 'sc-status'],
      parameters: { dQuotes: 'ON' },
    });
    expect(rows).toEqual([['My  Phone 1.0', 200]]);
  });

  it('reads UTF-16, Windows-1252, runs of blanks, a missing line end and records without header', async () => {
    const record = '2016-09-02 03:04:58 W3SVC1 10.0.211.47 POST /ä - 80 - 10.0.162.102 x 404 0 3';
    const withHead = `#Fields: date time s-sitename s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status\r\n${record}`;
    const { rows, errors } = await read('IISW3C', {
      files: {
        'ex1.log': Buffer.from(`\ufeff${withHead}`, 'utf16le'),
        'ex2.log': Buffer.from(withHead, 'latin1'),
        'ex3.log': withHead.replace(' - 80 ', '  -   80 '),
        'ex4.log': record,
      },
      from: ['ex*.log'],
      fields: ['cs-uri-stem', 's-port', 'sc-win32-status'],
    });
    expect(errors.count).toBe(0);
    expect(rows).toEqual([1, 2, 3, 4].map(() => ['/ä', 80, 3]));
  });

  it('numbers lines below blank ones as an editor does', async () => {
    const { rows } = await read('IISW3C', {
      files: { 'ex.log': `\n${fields.replace('\r', '')}\n2024-05-01 07:00:00 a - / 200 -\n` },
      from: ['ex.log'],
      fields: ['LogRow', 'c-ip'],
    });
    expect(rows).toEqual([[4, 'a']]);
  });

  it('goes on where a checkpoint stopped', async () => {
    const folder = folderWith({ 'ex.log': log });
    const options = { folder, from: ['ex.log'], fields: ['c-ip'] };
    const first = await read('IISW3C', { ...options, checkpoint: new Map() });
    expect(first.rows).toHaveLength(2);
    const { appendFileSync } = await import('node:fs');
    appendFileSync(path.join(folder, 'ex.log'), '2024-05-01 07:00:02 10.0.0.3 - /c 200 -\r\n');
    const next = await read('IISW3C', { ...options, checkpoint: first.positions });
    expect(next.rows).toEqual([['10.0.0.3']]);
    const none = await read('IISW3C', { ...options, checkpoint: next.positions });
    expect(none.rows).toEqual([]);
  });
});

describe('W3C', () => {
  it('takes the columns of the first #Fields and guesses their types', async () => {
    const {
      fields: found,
      rows,
      errors,
    } = await read('W3C', {
      files: {
        'a.log':
          '#Fields: date time action src-port share\n2004-09-03 07:11:54 OPEN 1026 0.5\n2004-09-03 07:11:55 OPEN - 1.0\n#Fields: x y\n1 2\n',
      },
      from: ['a.log'],
    });
    expect(shown(found)).toBe(
      'LogFilename S, RowNumber I, date date, time time, action S, src-port I, share R',
    );
    expect(rows.map((row) => row.slice(1))).toEqual([
      [2, '2004-09-03', '07:11:54', 'OPEN', 1026, 0.5],
      [3, '2004-09-03', '07:11:55', 'OPEN', null, 1],
    ]);
    expect(errors.count).toBe(1);
  });

  it.each([
    ['tabs', {}, '#Fields: a b\nx y\t1\n', ['x y', 1]],
    ['a separator', { separator: ',' }, '#Fields: a,b\nx y,1\n', ['x y', 1]],
    ['quotes', { dQuotes: 'ON' }, '#Fields: a b\n"x  y" 1\n', ['x  y', 1]],
    [
      'quotes between tabs',
      { dQuotes: 'ON' },
      '#Fields: a\tb\tc d\n"x\ty"\t1\tp q\n',
      ['x\ty', 1, 'p q'],
    ],
    ['no types', { dtLines: '0' }, '#Fields: a b\nx 1\n', ['x', '1']],
  ])('obeys %s', async (_, parameters, text, expected) => {
    const { rows } = await read('W3C', { files: { 'a.log': text }, from: ['a.log'], parameters });
    expect(rows.map((row) => row.slice(2))).toEqual([expected]);
  });

  const isa = '#Fields: date\tsource network\tbytes sent\n2005-08-01\tLocal Host\t12\n';
  it.each([{}, { separator: 'tab' }])(
    'reads names with blanks between tabs, %j',
    async (parameters) => {
      const { rows, fields, errors } = await read('W3C', {
        files: { 'a.log': isa, 'b.log': isa.replace(': ', ':\t') },
        from: ['?.log'],
        parameters,
      });
      expect(shown(fields)).toContain('date date, source network S, bytes sent I');
      expect(rows.map((row) => row.slice(2))).toEqual([
        ['2005-08-01', 'Local Host', 12],
        ['2005-08-01', 'Local Host', 12],
      ]);
      expect(errors.count).toBe(0);
    },
  );

  it('leaves a tab in a value where names and values stand between blanks', async () => {
    const { rows } = await read('W3C', {
      files: { 'a.log': '#Fields: a b c\t\nx\ty 1 z\n' },
      from: ['a.log'],
      fields: ['a', 'b', 'c'],
    });
    expect(rows).toEqual([['x\ty', 1, 'z']]);
  });

  it('reads message tracking logs of Exchange 2003', async () => {
    const tracked = await read('W3C', {
      files: {
        '20060214.log':
          '# Message Tracking Log File\r\n# Exchange System Attendant Version 6.5.7226.0\r\n' +
          '# Date\tTime\tPartner-Name\tEvent-ID\tPriority\tMessage-Subject\r\n' +
          '2006-2-14\t0:0:12 GMT\t-\t1028\t0\tRE: lunch\t\r\n' +
          '2006-2-14\t0:0:13 GMT\tSMTP\t1027\t\t\r\n',
      },
      from: ['20060214.log'],
    });
    expect(shown(tracked.fields)).toBe(
      'LogFilename S, RowNumber I, Date S, Time S, Partner-Name S, Event-ID I, Priority I, Message-Subject S',
    );
    expect(tracked.rows.map((row) => row.slice(1))).toEqual([
      [4, '2006-2-14', '0:0:12 GMT', null, 1028, 0, 'RE: lunch'],
      [5, '2006-2-14', '0:0:13 GMT', 'SMTP', 1027, null, null],
    ]);
    expect(tracked.errors.count).toBe(0);
  });

  it('counts lines with surplus or missing values between tabs as parse errors', async () => {
    const { rows, errors } = await read('W3C', {
      files: { 'a.log': '#Fields: a\tb\nx\ty\nx\ty\tz\nx\ty\tz\t\nx\n' },
      from: ['a.log'],
      fields: ['a', 'b'],
    });
    expect(rows).toEqual([['x', 'y']]);
    expect(errors.count).toBe(3);
  });

  it('takes a dash for a date and a time that are not there', async () => {
    const { rows, errors } = await read('W3C', {
      files: { 'a.log': '#Fields: n day at\n1 2024-05-01 07:00:00\n2 - -\n3 no 07:00:00\n' },
      from: ['a.log'],
      fields: ['n', 'day', 'at'],
      parameters: { dtLines: '2' },
    });
    expect(rows).toEqual([
      [1, '2024-05-01', '07:00:00'],
      [2, null, null],
    ]);
    expect(errors.count).toBe(1);
  });

  it('says that a file has no #Fields', async () => {
    await expect(read('W3C', { files: { 'a.log': 'x\n' }, from: ['a.log'] })).rejects.toThrow(
      'Cannot find a #Fields directive',
    );
  });
});

const real = realLogs('iis') ?? '';
describe.skipIf(real === '')('real logs (skipped where there are none)', () => {
  it('reads each one whole: every line is a record or a parse error', async () => {
    for (const name of readdirSync(real)) {
      const { processed, errors, rows } = await read('IISW3C', {
        folder: real,
        from: [name],
        fields: ['LogRow', 'date', 'time', 'c-ip'],
      });
      expect(rows.length, name).toBe(processed);
      const { rows: lines } = await read('TEXTLINE', {
        folder: real,
        from: [name],
        fields: ['Text'],
      });
      const data = lines.filter(([text]) => !/^#|^\s*$/.test(text as string));
      expect(processed + errors.count, name).toBe(data.length);
    }
  });
});
