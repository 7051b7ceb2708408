import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { folderWith, read, shown } from './read.ts';

describe('CSV', () => {
  it('names fields by the header and guesses their types from the first lines', async () => {
    const { fields, rows, processed } = await read('CSV', {
      files: {
        'a.csv': 'Name,Hits,Share,At,Note\r\na,1,0.5,2024-05-01 07:00:00,\r\nb,-2,1,,x\r\n',
      },
      from: ['a.csv'],
      fields: ['RowNumber', 'Name', 'Hits', 'Share', 'At', 'Note'],
    });
    expect(shown(fields)).toBe('Filename S, RowNumber I, Name S, Hits I, Share R, At T, Note S');
    expect(rows).toEqual([
      [2, 'a', 1, 0.5, '2024-05-01 07:00:00', null],
      [3, 'b', -2, 1, null, 'x'],
    ]);
    expect(processed).toBe(2);
  });

  it('takes quotes off, keeps line ends and doubled quotes inside them', async () => {
    const { rows } = await read('CSV', {
      files: { 'a.csv': 'A,B\n"x, ""y""","line 1\nline 2"\n"z" ,plain "text"\n' },
      from: ['a.csv'],
      fields: ['A', 'B'],
    });
    expect(rows).toEqual([
      ['x, "y"', 'line 1\nline 2'],
      ['z', 'plain "text"'],
    ]);
  });

  it('fills short rows with NULL and joins surplus text to the last field', async () => {
    const { rows } = await read('CSV', {
      files: { 'a.csv': 'A,B,C\n1\n1,2,3,4,5\n' },
      from: ['a.csv'],
      fields: ['A', 'B', 'C'],
      parameters: { dtLines: '0' },
    });
    expect(rows).toEqual([
      ['1', null, null],
      ['1', '2', '3,4,5'],
    ]);
  });

  const cases: [string, Record<string, string>, string, unknown[][]][] = [
    [
      'headerRow OFF',
      { headerRow: 'OFF' },
      'a,1\nb,2\n',
      [
        ['a', 1],
        ['b', 2],
      ],
    ],
    ['iHeaderFile', { headerRow: 'OFF', iHeaderFile: 'names.csv' }, 'a,1\n', [['a', 1]]],
    ['nSkipLines', { nSkipLines: '2' }, 'x\ny\nA,B\na,1\n', [['a', 1]]],
    ['comment', { comment: '#' }, '# no\nA,B\n#x\na,1\n', [['a', 1]]],
    ['dtLines 0', { dtLines: '0' }, 'A,B\na,1\n', [['a', '1']]],
    ['iDQuotes Ignore', { iDQuotes: 'Ignore' }, 'A,B\n"a",1\n', [['"a"', 1]]],
    ['nFields', { nFields: '2' }, 'A,B,C\n1,2,3\n', [[1, '2,3']]],
    ['fixedFields OFF', { fixedFields: 'OFF' }, 'A\n1,2,3\n', [[1, 2, 3]]],
    ['iTsFormat', { iTsFormat: 'dd.MM.yyyy' }, 'A,B\n01.05.2024,x\n', [['2024-05-01', 'x']]],
    ['iCodepage', { iCodepage: '1252' }, 'A,B\na,b\n', [['a', 'b']]],
  ];
  it.each(cases)('obeys %s', async (_, parameters, text, expected) => {
    const { rows, fields } = await read('CSV', {
      files: { 'a.csv': text, 'names.csv': 'First,Second\n' },
      from: ['a.csv'],
      parameters,
    });
    expect(rows.map((row) => row.slice(2))).toEqual(expected);
    if ('iHeaderFile' in parameters) expect(shown(fields)).toContain('First S, Second I');
  });

  it('reads UTF-16, Windows-1252, BOMs and lone CRs', async () => {
    const files = {
      'a.csv': Buffer.from('\ufeffName\r\nGrüße\r\n', 'utf16le'),
      'b.csv': Buffer.from('Name\rGr\xfc\xdfe\r', 'latin1'),
      'c.csv': '\ufeffName\nGrüße',
    };
    const { rows } = await read('CSV', { files, from: ['*.csv'], fields: ['Name'] });
    expect(rows).toEqual([['Grüße'], ['Grüße'], ['Grüße']]);
  });

  it('reads very long values and survives a quote that nothing closes', async () => {
    const long = await read('CSV', {
      files: { 'a.csv': `A,B\n${'x'.repeat(3_000_000)},"é"\n1,2\n` },
      from: ['a.csv'],
      fields: ['A', 'B'],
      parameters: { dtLines: '0' },
    });
    expect(long.rows.map(([a, b]) => [(a as string).length, b])).toEqual([
      [3_000_000, 'é'],
      [1, '2'],
    ]);
    const open = await read('CSV', {
      files: { 'a.csv': `A,B\n"never closed,1\n${'x,2\n'.repeat(3000)}` },
      from: ['a.csv'],
      fields: ['B'],
      parameters: { dtLines: '0' },
    });
    expect(open.rows.length).toBeGreaterThan(2000);
  });

  it('finds the columns of a later file by name', async () => {
    const { rows } = await read('CSV', {
      files: { 'a.csv': 'A,B\n1,2\n', 'b.csv': 'B,A\n20,10\n' },
      from: ['a.csv', 'b.csv'],
      fields: ['A', 'B'],
    });
    expect(rows).toEqual([
      [1, 2],
      [10, 20],
    ]);
  });

  it('goes on where a checkpoint stopped', async () => {
    const folder = folderWith({ 'a.csv': 'A\n1\n2\nunfinished' });
    const first = await read('CSV', {
      folder,
      from: ['a.csv'],
      fields: ['A'],
      checkpoint: new Map(),
    });
    expect(first.rows).toEqual([['1'], ['2']]);
    const { appendFileSync } = await import('node:fs');
    appendFileSync(`${folder}/a.csv`, ' now\n4\n');
    const next = await read('CSV', {
      folder,
      from: ['a.csv'],
      fields: ['A'],
      parameters: { dtLines: '0' },
      checkpoint: first.positions,
    });
    expect(next.rows).toEqual([['unfinished now'], ['4']]);
  });

  it('reads gz files and STDIN', async () => {
    const gz = await read('CSV', {
      files: { 'a.csv.gz': gzipSync('A\n1\n') },
      from: ['a.csv.gz'],
      fields: ['A'],
    });
    expect(gz.rows).toEqual([[1]]);
    const piped = await read('CSV', {
      from: ['STDIN'],
      stdin: 'A\n2\n',
      fields: ['Filename', 'A'],
    });
    expect(piped.rows).toEqual([['STDIN', 2]]);
  });
});

describe('TSV', () => {
  const cases: [string, Record<string, string>, string, unknown[][]][] = [
    ['runs of tabs as one', {}, 'A\t\tB\na\t\t\t1\n', [['a', 1]]],
    ['fixedSep', { fixedSep: 'ON' }, 'A\tB\tC\na\t\t1\n', [['a', null, 1]]],
    ['nSep', { fixedSep: 'ON', nSep: '2' }, 'A\t\tB\na\t\t1\n', [['a', 1]]],
    ['nSep of runs', { nSep: '2' }, 'A\tx\t\tB\na\t\t\t1\n', [['a', 1]]],
    ['spaces', { iSeparator: 'spaces' }, 'A   B\n  a \t  1\n', [['a', 1]]],
    [
      'fixedSep of spaces',
      { iSeparator: 'spaces', fixedSep: 'ON' },
      'A B\tC\na \t1\n',
      [['a', null, 1]],
    ],
    ['a character', { iSeparator: '|' }, 'A|B\na|1\n', [['a', 1]]],
    ['space', { iSeparator: 'space', fixedSep: 'ON' }, 'A B\na 1\n', [['a', 1]]],
    ['lineFilter +', { lineFilter: '+A,b' }, 'A\tB\nb\t1\nc\t2\n', [['b', 1]]],
    ['lineFilter -', { lineFilter: '-c' }, 'A\tB\nb\t1\nc\t2\n', [['b', 1]]],
    ['headerRow OFF', { headerRow: 'OFF' }, 'a\t1\n', [['a', 1]]],
  ];
  it.each(cases)('obeys %s', async (_, parameters, text, expected) => {
    const { rows } = await read('TSV', { files: { 'a.tsv': text }, from: ['a.tsv'], parameters });
    expect(rows.map((row) => row.slice(2))).toEqual(expected);
  });

  const table = ' Process Name     Id  User Name\n System Idle        0  Local System \n';
  it.each([
    ['where it is', {}],
    ['record by record', { lineFilter: '-none' }],
  ])('reads fields with single blanks, header and rows alike, %s', async (_, parameters) => {
    const { rows, fields } = await read('TSV', {
      files: { 'a.txt': table },
      from: ['a.txt'],
      parameters: { iSeparator: 'space', nSep: '2', ...parameters },
    });
    expect(shown(fields)).toBe('Filename S, RowNumber I, Process Name S, Id I, User Name S');
    expect(rows.map((row) => row.slice(1))).toEqual([[2, 'System Idle', 0, 'Local System']]);
  });
});
