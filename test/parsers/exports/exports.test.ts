import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvRecords, delimiterOf } from '../../../src/parsers/exports/csv-records.ts';
import { orderShown, parseDate } from '../../../src/parsers/exports/culture-dates.ts';
import {
  canonicalOu,
  ownerOfIdentity,
  placeOfDn,
} from '../../../src/parsers/exports/directory-names.ts';
import type { FileFacts, FramedFormat, FramedRecord } from '../../../src/parsers/format.ts';
import directory from '../../../src/parsers/formats/directory.format.ts';
import statistics from '../../../src/parsers/formats/mobile-device-statistics.format.ts';

const facts: FileFacts = { server: 'null', site: 'null', keepQuery: false };

async function* linesOf(text: string): AsyncIterable<string> {
  await Promise.resolve();
  yield* text.replace(/\r?\n$/, '').split(/\r?\n/);
}

async function recordsOf(
  format: FramedFormat,
  text: string,
  more: Partial<FileFacts> = {},
): Promise<FramedRecord[]> {
  return collect(format.records(linesOf(text), { ...facts, ...more }));
}

/** The rows as objects, NULLs left out. */
async function rowsOf(
  format: FramedFormat,
  text: string,
  more: Partial<FileFacts> = {},
): Promise<Record<string, string>[]> {
  return (await recordsOf(format, text, more)).flatMap((record) =>
    'values' in record
      ? [
          Object.fromEntries(
            format.columns.flatMap(({ column }, i) => {
              const value = record.values[i];
              return value == null ? [] : [[column, value]];
            }),
          ),
        ]
      : [],
  );
}

const header = 'DeviceID,LastSuccessSync,RecoveryPassword,Identity';

describe('device statistics', () => {
  it('reads the samples, a password as a fact only', async () => {
    const text = await readFile('sample-logs/mobile-device-statistics/export-csv.csv', 'utf8');
    expect(statistics.detect({ fileName: 'x', lines: text.split('\r\n') }).score).toBe(90);
    const [anna, bo] = await rowsOf(statistics, text);
    expect(anna).toMatchObject({
      DeviceID: 'ApplDN6F1KQ2',
      DeviceFriendlyName: 'White "mini" iPhone',
      LastSuccessSync: '2024-05-01 06:10:04',
      owner: 'Anna Berg',
      ou: 'contoso.com/Sales/Field',
      HasRecoveryPassword: 'true',
      extra: expect.stringContaining('"Guid":"0d6f3c54') as string,
    });
    expect(bo).toMatchObject({ FirstSyncTime: '2024-03-02 22:00:00', domain: 'contoso.com' });
    expect(JSON.stringify([anna, bo])).not.toContain('****');

    const utf16 = await readFile(
      'sample-logs/mobile-device-statistics/powershell-utf16-semicolon.csv',
    );
    const rows = await rowsOf(statistics, new TextDecoder('utf-16le').decode(utf16));
    expect(rows[0]).toMatchObject({
      DeviceID: 'ApplDN6F1KQ2',
      DeviceFriendlyName: 'White "mini" iPhone',
    });
  });

  it('takes the order of day and month from any row of the file', async () => {
    const rows = await rowsOf(
      statistics,
      `${header}\na,5/6/2013 02:53:41,,\nb,18/5/2013 14:00:00,,`,
    );
    expect(rows.map((row) => row['LastSuccessSync'])).toEqual([
      '2013-06-05 02:53:41',
      '2013-05-18 14:00:00',
    ]);
  });

  it('refuses a file whose dates could be read both ways, and reads it when told', async () => {
    const text = `${header}\na,5/6/2013 2:53:41 AM,,\n`;
    await expect(recordsOf(statistics, text)).rejects.toThrow(
      'its dates can be read day first or month first (5/6/2013 2:53:41 AM)',
    );
    const [row] = await rowsOf(statistics, text, { dates: 'mdy' });
    expect(row?.['LastSuccessSync']).toBe('2013-05-06 02:53:41');
  });

  it('rejects a record with a time in another order, without its password', async () => {
    const text = `${header}\na,13/5/2013 1:00:00,,\nb,5/13/2013 1:00:00,S3cret,x\nc,x,S3cret\n`;
    const records = await recordsOf(statistics, text);
    expect(records.slice(2)).toEqual([
      {
        ...{ lineNo: 3, lines: 1, reason: 'bad-time', text: 'b,5/13/2013 1:00:00,,x' },
        detail: 'LastSuccessSync: no time in the order dmy: 5/13/2013 1:00:00',
      },
      {
        ...{ lineNo: 4, lines: 1, reason: 'field-count', text: '' },
        detail: '3 values for 4 columns',
      },
    ]);
  });

  it('keeps no password of a column that stands twice', async () => {
    const names = 'DeviceID,LastSuccessSync,RecoveryPassword,RecoveryPassword';
    const text = `${names}\na,,,S3cret\nb,x,S3cret,S3cret\n`;
    expect(await rowsOf(statistics, text)).toEqual([
      { DeviceID: 'a', HasRecoveryPassword: 'true' },
    ]);
    expect(await recordsOf(statistics, text)).toContainEqual(
      expect.objectContaining({ reason: 'bad-time', text: 'b,x,,' }),
    );
  });

  it('reads exports that were put one behind another', async () => {
    const text = `#TYPE X\n${header}\na,,,\n"#TYPE X"\n${header}\nb,,,\n`;
    const records = await recordsOf(statistics, text);
    expect(records.map((record) => ('values' in record ? record.values[0] : record))).toEqual([
      ...[{ lineNo: 1, lines: 1, directive: true }, { lineNo: 2, lines: 1, directive: true }, 'a'],
      ...[{ lineNo: 4, lines: 1, directive: true }, { lineNo: 5, lines: 1, directive: true }, 'b'],
    ]);
  });

  it('reads .NET zero times as never', async () => {
    const [row] = await rowsOf(statistics, `${header}\na,1/1/0001 12:00:00 AM,,`);
    expect(row).toEqual({ DeviceID: 'a', HasRecoveryPassword: 'false' });
  });

  it('keeps a cell of many lines whole and counts its lines', async () => {
    const text = `#TYPE X\n"DeviceID";"LastSuccessSync";"MailboxLogReport"\n"a";;"one\ntwo ""2""\nthree"\n"b";;\n`;
    expect(await recordsOf(statistics, text)).toMatchObject([
      { lineNo: 1, directive: true },
      { lineNo: 2, directive: true },
      { lineNo: 3, lines: 3 },
      { lineNo: 6, lines: 1 },
    ]);
  });
});

describe('a directory export', () => {
  it('gives each account its domain and OU', async () => {
    const text = await readFile('sample-logs/directory/csvde-like.csv', 'utf8');
    expect(directory.detect({ fileName: 'x', lines: text.split('\r\n') }).score).toBe(90);
    const rows = await rowsOf(directory, text);
    expect(rows.map(({ path, domain, ou }) => ({ path, domain, ou }))).toEqual([
      {
        path: 'contoso.com/Sales/Field/Anna Berg',
        domain: 'contoso.com',
        ou: 'contoso.com/Sales/Field',
      },
      {
        path: 'contoso.com/Finance/Lind, Bo',
        domain: 'contoso.com',
        ou: 'contoso.com/Finance',
      },
    ]);
  });
});

describe('passwords in a directory export', () => {
  it('are neither kept nor rejected with their text', async () => {
    const names = 'sAMAccountName,DN,msFVE-RecoveryPassword,ms-Mcs-AdmPwd,title';
    const text = `${names}\npc1,"CN=pc1,DC=x,DC=org",123456,S3cret,CEO\npc2,x,123456,S3cret,a,b\n`;
    expect(await rowsOf(directory, text)).toMatchObject([{ extra: '{"title":"CEO"}' }]);
    expect(await recordsOf(directory, text)).toContainEqual(
      expect.objectContaining({ reason: 'field-count', text: '' }),
    );
  });
});

describe('names of the directory', () => {
  it('reads both forms of an OU as one', () => {
    expect(canonicalOu('OU=Field,OU=Sales,DC=Contoso,DC=com')).toBe('contoso.com/Sales/Field');
    expect(canonicalOu('contoso.com/Sales/Field/')).toBe('contoso.com/Sales/Field');
    expect(canonicalOu('(unknown)')).toBe('(unknown)');
  });

  it('unescapes distinguished names', () => {
    expect(placeOfDn(String.raw`CN=M\C3\BCller\, A/B,OU="R+D, West",DC=x,DC=org`)).toEqual({
      path: String.raw`x.org/R+D, West/Müller, A\/B`,
      domain: 'x.org',
      ou: 'x.org/R+D, West',
      name: 'Müller, A/B',
    });
    expect(placeOfDn(String.raw`CN=Bo\ , OU = Sales East , DC=x,DC=org`)).toMatchObject({
      path: 'x.org/Sales East/Bo ',
      name: 'Bo ',
    });
    expect(placeOfDn('Anna')).toBeUndefined();
    expect(placeOfDn('')).toBeUndefined();
  });

  it('finds the mailbox in the Identity of a device, with and without a place', () => {
    expect(
      ownerOfIdentity('contoso.com/Users/Bo/ExchangeActiveSyncDevices/iPhone§X'),
    ).toMatchObject({
      path: 'contoso.com/Users/Bo',
      ou: 'contoso.com/Users',
    });
    expect(ownerOfIdentity(String.raw`Lila\ExchangeActiveSyncDevices\REST§Outlook§5e`)).toEqual({
      name: 'Lila',
    });
    expect(
      ownerOfIdentity(
        String.raw`CN=iPhone§X,CN=ExchangeActiveSyncDevices,CN=Lind\, Bo,OU=Sales,DC=contoso,DC=com`,
      ),
    ).toMatchObject({ path: 'contoso.com/Sales/Lind, Bo', ou: 'contoso.com/Sales' });
    expect(ownerOfIdentity('something else')).toBeUndefined();
  });
});

describe('dates of a culture', () => {
  it.each([
    ['5/18/2013 2:53:41 PM', 'mdy', '2013-05-18 14:53:41'],
    ['5/18/2013 12:00:00 a. m.', 'mdy', '2013-05-18 00:00:00'],
    ['18.05.2013 02:53:41', 'dmy', '2013-05-18 02:53:41'],
    ['2013-05-18 2:53', 'dmy', '2013-05-18 02:53:00'],
    ['2013-05-18T02:53:41.1234567+02:00', 'iso', '2013-05-18 00:53:41'],
    ['2/30/2013 1:00:00', 'mdy', undefined],
    ['13:00', 'mdy', undefined],
    ['5/18/2013 13:00:00 PM', 'mdy', undefined],
    ['2024. 05. 18. 14:53:41', 'iso', '2024-05-18 14:53:41'],
    ['18. 5. 2024. 14:53:41', 'dmy', '2024-05-18 14:53:41'],
    ['18.5.2024 \u0433. 14:53:41', 'dmy', '2024-05-18 14:53:41'],
    ['2024-05-18 \uc624\ud6c4 2:53:41', 'iso', '2024-05-18 14:53:41'],
    ['2024/5/18 \u4e0a\u5348 12:53', 'iso', '2024-05-18 00:53:00'],
    ['18/5/2024 2:53:41 \u03bc\u03bc', 'dmy', '2024-05-18 14:53:41'],
    ['18/05/2024 2:53:41 CH', 'dmy', '2024-05-18 14:53:41'],
  ] as const)('%s as %s is %s', (text, order, time) => expect(parseDate(text, order)).toBe(time));

  it('knows the order only where a date shows it', () => {
    expect(
      ['13/1/2013', '1/13/2013', '1/2/2013', '2/2/2013', '1.2.2013', '2013-01-02'].map(orderShown),
    ).toEqual(['dmy', 'mdy', undefined, 'any', 'dmy', 'any']);
  });
});

describe('csv records', () => {
  it('gives back what was written, whatever the cells hold', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', ' ', 'é') });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
        async (rows) => {
          const text = Papa.unparse(rows, { quotes: true, newline: '\n' });
          const read = await collect(csvRecords(linesFrom(text), ','));
          expect(read.map(({ cells }) => cells)).toEqual(rows);
          expect(read.reduce((sum, { lines }) => sum + lines, 0)).toBe(text.split('\n').length);
        },
      ),
    );
  });

  it('loses one line to a quote that is never closed', async () => {
    const read = await collect(csvRecords(linesFrom('a,b\n"c,d\ne,f\ng,h'), ','));
    expect(read).toEqual([
      { lineNo: 1, lines: 1, cells: ['a', 'b'] },
      { lineNo: 2, lines: 1, cells: ['"c,d'], problem: 'unclosed-quote' },
      { lineNo: 3, lines: 1, cells: ['e', 'f'] },
      { lineNo: 4, lines: 1, cells: ['g', 'h'] },
    ]);
  });

  it('finds the separator of a header', () => {
    expect(['a,b', '"a;b";c', 'a\tb,c\td', 'a'].map(delimiterOf)).toEqual([',', ';', '\t', ',']);
  });
});

async function* linesFrom(text: string): AsyncIterable<string> {
  await Promise.resolve();
  yield* text.split('\n');
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
