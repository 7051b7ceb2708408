import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Value } from '../../../src/duckdb/values.ts';
import { csv, tsv } from '../../../src/query/outputs/csv.ts';
import { nat } from '../../../src/query/outputs/nat.ts';
import { discard } from '../../../src/query/outputs/null.ts';
import { tpl } from '../../../src/query/outputs/tpl.ts';
import { iis, w3c } from '../../../src/query/outputs/w3c.ts';
import { xml } from '../../../src/query/outputs/xml.ts';
import { temporaryFolder, write } from './write.ts';

const lines = (...all: string[]): string => `${all.join('\n')}\n`;
const two = [
  { name: 'Name', type: 'STRING' },
  { name: 'Hits', type: 'INTEGER' },
] as const;

describe('NAT', () => {
  it('pads every column to its widest value and shows NULL as a dash', async () => {
    const { stdout } = await write(nat, { parameters: { rtp: '-1' } });
    expect(stdout).toBe(
      lines(
        'cs-uri-stem  COUNT(ALL *)     Share     date       Last               ',
        '------------ ---------------- --------- ---------- -------------------',
        '/default.htm 12               0.500000  2024-05-01 2024-05-01 07:00:00',
        '/a,"b"<c>    9007199254740993 12.250000 -          2024-05-01 07:00:00',
        '-            -                -         0000-01-01 -                  ',
      ),
    );
  });

  const rows: Value[][] = [
    ['a', 1],
    ['bbbbbbbb', 2],
    ['c', 333333],
  ];

  it('repeats the header for each batch, with the widths of that batch', async () => {
    const { stdout } = await write(nat, { parameters: { rtp: '2' }, columns: two, rows });
    expect(stdout).toBe(
      lines(
        'Name     Hits',
        '-------- ----',
        'a        1   ',
        'bbbbbbbb 2   ',
        'Name Hits  ',
        '---- ------',
        'c    333333',
      ),
    );
  });

  it('waits for a key between batches on a terminal, not after the last', async () => {
    let pauses = 0;
    await write(nat, {
      parameters: { rtp: '1' },
      columns: two,
      rows,
      pause: () => {
        pauses++;
        return Promise.resolve();
      },
    });
    expect(pauses).toBe(2);
  });

  it.each([
    [
      { rAlign: 'ON', rtp: '-1' },
      lines(
        '    Name   Hits',
        '-------- ------',
        '       a      1',
        'bbbbbbbb      2',
        '       c 333333',
      ),
    ],
    [
      { spaceCol: 'OFF', colSep: '|', rtp: '-1' },
      lines('Name|Hits', '----|----', 'a|1', 'bbbbbbbb|2', 'c|333333'),
    ],
    [{ headers: 'OFF', rtp: '-1' }, lines('a        1     ', 'bbbbbbbb 2     ', 'c        333333')],
    [
      { direct: 'ON', colSep: '; ' },
      lines('Name; Hits', '----; ----', 'a; 1', 'bbbbbbbb; 2', 'c; 333333'),
    ],
  ])('obeys %j', async (parameters, expected) => {
    const { stdout } = await write(nat, { parameters: parameters, columns: two, rows });
    expect(stdout).toBe(expected);
  });
});

describe('CSV', () => {
  it('quotes what needs it and leaves NULL empty', async () => {
    const { stdout } = await write(csv);
    expect(stdout).toBe(
      lines(
        'cs-uri-stem,COUNT(ALL *),Share,date,Last',
        '/default.htm,12,0.500000,2024-05-01,2024-05-01 07:00:00',
        '"/a,""b""<c>",9007199254740993,12.250000,,2024-05-01 07:00:00',
        ',,,0000-01-01,',
      ),
    );
  });

  const rows = [['a,b', 1]];
  it.each([
    [{ headers: 'OFF' }, '"a,b",1\n'],
    [{ oDQuotes: 'ON', headers: 'OFF' }, '"a,b","1"\n'],
    [{ oDQuotes: 'OFF', headers: 'OFF' }, 'a,b,1\n'],
    [{ tabs: 'ON' }, 'Name,\tHits\n"a,b",\t1\n'],
  ])('obeys %j', async (parameters, expected) => {
    const { stdout } = await write(csv, { parameters: parameters, columns: two, rows });
    expect(stdout).toBe(expected);
  });

  it('writes timestamps by oTsFormat, each with the halves it has', async () => {
    const { stdout } = await write(csv, {
      parameters: { oTsFormat: 'dd.MM.yyyy hh:mm', headers: 'OFF' },
      columns: [
        { name: 'a', type: 'TIMESTAMP' },
        { name: 'b', type: 'TIMESTAMP', kind: 'date' },
        { name: 'c', type: 'TIMESTAMP', kind: 'time' },
      ],
      rows: [['2024-05-01 07:08:09', '2024-05-01', '07:08:09']],
    });
    expect(stdout).toBe('01.05.2024 07:08,01.05.2024,07:08\n');
  });

  it('adds rows without a second header to a file that has one', async () => {
    const folder = temporaryFolder();
    const options = { folder, target: 'out.csv', columns: two, rows };
    await write(csv, options);
    const { files } = await write(csv, { ...options, parameters: { fileMode: '0' } });
    expect(files).toEqual({ 'out.csv': 'Name,Hits\n"a,b",1\n"a,b",1\n' });
  });

  it('replaces a file by default and keeps it with fileMode 2', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'out.csv'), 'old');
    const options = { folder, target: 'out.csv', columns: two, rows };
    const kept = await write(csv, { ...options, parameters: { fileMode: '2' } });
    expect(kept.files['out.csv']).toBe('old');
    const replaced = await write(csv, options);
    expect(replaced.files).toEqual({ 'out.csv': 'Name,Hits\n"a,b",1\n' });
  });

  it('writes no file when there are no rows', async () => {
    const { files } = await write(csv, { target: 'sub/out.csv', rows: [] });
    expect(files).toEqual({});
  });

  it('writes a code page and marks UTF-16', async () => {
    const rows = [['é€', 1]];
    const written = async (oCodepage: string): Promise<string> => {
      const folder = temporaryFolder();
      const parameters = { oCodepage, headers: 'OFF' };
      await write(csv, { target: 'out.csv', folder, columns: two, rows, parameters });
      return readFileSync(path.join(folder, 'out.csv')).toString('hex');
    };
    expect(await written('1252')).toBe('e9802c310a');
    // Latin-1 has no euro sign.
    expect(await written('28591')).toBe('e93f2c310a');
    expect(await written('-1')).toBe('fffee900ac202c0031000a00');
  });
});

describe('TSV', () => {
  it.each([
    [{}, 'Name\tHits\na b\t1\n\t2\n'],
    [{ oSeparator: 'space', headers: 'OFF' }, 'a b 1\n 2\n'],
    [{ oSeparator: '||', headers: 'ON' }, 'Name||Hits\na b||1\n||2\n'],
  ])('obeys %j', async (parameters, expected) => {
    const { stdout } = await write(tsv, {
      parameters: parameters,
      columns: two,
      rows: [
        ['a b', 1],
        [null, 2],
      ],
    });
    expect(stdout).toBe(expected);
  });
});

describe('W3C', () => {
  const head = '#Software: Microsoft Log Parser\n#Version: 1.0\n';
  it.each([
    [{}, `${head}#Date: 2026-11-20 10:00:00\n#Fields: Name Hits\na b 1\n- 2\n`],
    [{ encodeDelim: 'ON' }, `${head}#Date: 2026-11-20 10:00:00\n#Fields: Name Hits\na+b 1\n- 2\n`],
    [{ oDQuotes: 'ON', oDirTime: 'now' }, `${head}#Date: now\n#Fields: Name Hits\n"a b" 1\n- 2\n`],
  ])('obeys %j', async (parameters, expected) => {
    const { stdout } = await write(w3c, {
      parameters: parameters,
      columns: two,
      rows: [
        ['a b', 1],
        [null, 2],
      ],
    });
    expect(stdout).toBe(expected);
  });
});

describe('IIS', () => {
  it('writes fifteen values, each followed by a comma', async () => {
    const text = (name: string) => ({ name, type: 'STRING' }) as const;
    const number = (name: string) => ({ name, type: 'INTEGER' }) as const;
    const { stdout } = await write(iis, {
      columns: [
        text('UserIP'),
        text('UserName'),
        { name: 'Date', type: 'TIMESTAMP', kind: 'date' },
        { name: 'Time', type: 'TIMESTAMP', kind: 'time' },
        ...['ServiceInstance', 'HostName', 'ServerIP'].map(text),
        ...['TimeTaken', 'BytesSent', 'BytesReceived', 'StatusCode', 'Win32Status'].map(number),
        ...['RequestType', 'Target', 'Parameters'].map(text),
      ],
      rows: [
        ['10.0.0.1', null, '2001-03-20', '07:05:20', 'W3SVC2', 'SERVER', '10.0.0.2'].concat([
          1,
          2,
          3,
          200,
          0,
          'GET',
          '/x',
          null,
        ] as never),
      ],
    });
    expect(stdout).toBe(
      '10.0.0.1, -, 3/20/2001, 7:05:20, W3SVC2, SERVER, 10.0.0.2, 1, 2, 3, 200, 0, GET, /x, -,\n',
    );
  });

  it('refuses another number of columns', async () => {
    await expect(write(iis)).rejects.toThrow('exactly 15 columns');
  });
});

describe('XML', () => {
  const rows = [
    ['a<b>&"\u0001', 1],
    [null, 2],
  ];
  const options = { columns: two, rows };

  it('writes structure 1 with its schema', async () => {
    const { stdout } = await write(xml, options);
    expect(stdout).toBe(
      lines(
        '<?xml version="1.0" encoding="utf-8" standalone="yes" ?>',
        '<!DOCTYPE ROOT[',
        ' <!ATTLIST ROOT DATE_CREATED CDATA #REQUIRED>',
        ' <!ATTLIST ROOT CREATED_BY CDATA #REQUIRED>',
        ' <!ELEMENT Name (#PCDATA)>',
        ' <!ELEMENT Hits (#PCDATA)>',
        ' <!ELEMENT ROW (Name, Hits)>',
        ' <!ELEMENT ROOT (ROW*)>',
        ']>',
        '<ROOT DATE_CREATED="2026-11-20 10:00:00" CREATED_BY="Microsoft Log Parser V2.2">',
        ' <ROW>',
        '  <Name>',
        '   a&lt;b&gt;&amp;&quot;\ufffd',
        '  </Name>',
        '  <Hits>',
        '   1',
        '  </Hits>',
        ' </ROW>',
        ' <ROW>',
        '  <Name>',
        '   ',
        '  </Name>',
        '  <Hits>',
        '   2',
        '  </Hits>',
        ' </ROW>',
        '</ROOT>',
      ),
    );
  });

  const bare = { standAlone: 'OFF', compact: 'ON' };
  const cell = 'a&lt;b&gt;&amp;&quot;\ufffd';
  it.each([
    [bare, `<ROW><Name>${cell}</Name><Hits>1</Hits></ROW><ROW><Name></Name><Hits>2</Hits></ROW>`],
    [
      { ...bare, structure: '2', noEmptyField: 'ON' },
      `<ROW><Name TYPE="STRING">${cell}</Name><Hits TYPE="INTEGER">1</Hits></ROW><ROW><Hits TYPE="INTEGER">2</Hits></ROW>`,
    ],
    [
      { ...bare, structure: '3', noEmptyField: 'ON', rowName: 'R', fieldName: 'F' },
      `<R><F NAME="Name">${cell}</F><F NAME="Hits">1</F></R><R><F NAME="Hits">2</F></R>`,
    ],
    [
      { ...bare, structure: '4', noEmptyField: 'ON' },
      `<ROW><FIELD NAME="Name" TYPE="STRING">${cell}</FIELD><FIELD NAME="Hits" TYPE="INTEGER">1</FIELD></ROW><ROW><FIELD NAME="Hits" TYPE="INTEGER">2</FIELD></ROW>`,
    ],
  ])('obeys %j', async (parameters, expected) => {
    const { stdout } = await write(xml, { ...options, parameters: parameters });
    expect(stdout).toBe(expected);
  });

  it('links a style sheet and leaves the schema out', async () => {
    const { stdout } = await write(xml, {
      ...options,
      parameters: { xslLink: 'a"b.xsl', schemaType: '0', rootName: 'LOG', compact: 'ON' },
    });
    expect(stdout).toContain('<?xml-stylesheet type="text/xsl" href="a&quot;b.xsl"?><LOG DATE_');
    expect(stdout).not.toContain('DOCTYPE');
  });

  it('makes element names of any column name', async () => {
    const { stdout } = await write(xml, {
      columns: [
        { name: 'COUNT(ALL *)', type: 'INTEGER' },
        { name: '1st', type: 'INTEGER' },
      ],
      rows: [[1, 2]],
      parameters: bare,
    });
    expect(stdout).toBe('<ROW><COUNT_ALL_>1</COUNT_ALL_><_1st>2</_1st></ROW>');
  });
});

describe('TPL', () => {
  const template = (text: string): string => {
    const file = path.join(temporaryFolder(), 'page.tpl');
    writeFileSync(file, text);
    return file;
  };

  it('repeats the body, with header and footer from the same file', async () => {
    const { stdout } = await write(tpl, {
      columns: two,
      rows: [
        ['a', 1],
        [null, 2],
      ],
      parameters: {
        tpl: template(
          '<LPHEADER>%FIELDNAME_1%/%FIELDNAME_2% of %FIELDS_NUM% on %SITE%\n</LPHEADER>\n<LPBODY>%name%=%FIELD_2% 100%% %other%\n</LPBODY>\n<LPFOOTER>made %SYSTEM_TIMESTAMP%\n</LPFOOTER>',
        ),
      },
    });
    expect(stdout).toBe(
      'Name/Hits of 2 on contoso\na=1 100% %other%\n=2 100% %other%\nmade 2026-11-20 10:00:00\n',
    );
  });

  it('takes a raw body with header and footer files', async () => {
    const { stdout } = await write(tpl, {
      columns: two,
      rows: [['a', 1]],
      parameters: { tpl: template('%Name%;'), tplHeader: template('['), tplFooter: template(']') },
    });
    expect(stdout).toBe('[a;]');
  });

  it('does not let a value become markup of an HTML page, nor a variable', async () => {
    const { files } = await write(tpl, {
      target: 'out.html',
      columns: two,
      rows: [['<script>%Hits%', 1]],
      parameters: { tpl: template('<td>%Name%</td>') },
    });
    expect(files).toEqual({ 'out.html': '<td>&lt;script&gt;%Hits%</td>' });
  });

  it('writes an empty page only when asked', async () => {
    const parameters = { tpl: template('<LPHEADER>head</LPHEADER><LPBODY>x</LPBODY>') };
    const none = await write(tpl, { target: 'a.txt', rows: [], parameters });
    expect(none.files).toEqual({});
    const page = await write(tpl, {
      target: 'a.txt',
      rows: [],
      parameters: { ...parameters, noEmptyFile: 'OFF' },
    });
    expect(page.files).toEqual({ 'a.txt': 'head' });
  });

  it('says what is missing without a template', async () => {
    await expect(write(tpl)).rejects.toThrow('needs a template file');
  });
});

it('NULL writes nothing', async () => {
  expect(await write(discard, { target: 'x.txt' })).toEqual({ stdout: '', files: {} });
});
