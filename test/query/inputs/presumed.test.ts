import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { easelQuery } from '../run-line.ts';
import { folderWith } from './read.ts';

// Longer than what a query looks at before it starts.
const head =
  '#Software: x\r\n#Date: 2024-05-01 00:00:00\r\n#Fields: date time c-ip cs-uri-stem\r\n';
const lines = Array.from(
  { length: 12_000 },
  (_, i) => `2024-05-01 07:00:${String(i % 60).padStart(2, '0')} 10.0.0.${i % 7} /a/${i % 11}\r\n`,
);
const start = Buffer.from(head + lines.join(''));

const ends: Readonly<Record<string, Buffer>> = {
  'nothing odd': Buffer.from('2024-05-01 08:00:00 10.0.0.9 /z\r\n'),
  'another #Fields': Buffer.from('#Fields: date time cs-host\r\n2024-05-01 08:00:00 mail\r\n'),
  'a byte that is no UTF-8': Buffer.from('2024-05-01 08:00:00 10.0.0.9 /\xff\r\n', 'latin1'),
  'a line feed alone': Buffer.from('2024-05-01 08:00:00 10.0.0.9 /z\n2024-05-01 08:00:01 a b\r\n'),
  'a return alone': Buffer.from('2024-05-01 08:00:00 10.0.0.9 /z\r2024-05-01 08:00:01 a b\r\n'),
  'a run of blanks': Buffer.from('2024-05-01 08:00:00  10.0.0.9   /z\r\n'),
  'a value too few': Buffer.from('2024-05-01 08:00:00 10.0.0.9\r\n'),
  'a value too many': Buffer.from('2024-05-01 08:00:00 10.0.0.9 /z z\r\n'),
  'a day that does not exist': Buffer.from('2024-02-30 08:00:00 10.0.0.9 /z\r\n'),
  'an hour that does not exist': Buffer.from('2024-05-01 24:00:00 10.0.0.9 /z\r\n'),
  'fractions of a second': Buffer.from('2024-05-01 08:00:00.5 10.0.0.9 /z\r\n'),
  'NUL bytes': Buffer.alloc(4096),
  'an unfinished line': Buffer.from('2024-05-01 08:00:00 10.0.0'),
};
const queries = [
  ['c-ip, COUNT(*) AS n', 'GROUP BY c-ip ORDER BY n DESC'],
  ['TOP 3 LogRow, time, cs-uri-stem', 'ORDER BY LogRow DESC'],
  ['COUNT(*), MAX(cs-host)', ''],
  ['LogRow, c-ip', "WHERE c-ip LIKE '%.3'"],
] as const;

it.each(Object.keys(ends))('reads a long log that ends in %s as if it were short', async (end) => {
  const bytes = Buffer.concat([start, ends[end] ?? Buffer.alloc(0)]);
  const folder = folderWith({ 'ex.log': bytes });
  const stdin = readFileSync(path.join(folder, 'ex.log'), 'latin1');
  for (const [select, rest] of queries) {
    for (const format of ['-o:CSV', '--format=json']) {
      const ask = (from: string): string[] => [
        '-i:IISW3C',
        format,
        `SELECT ${select} FROM ${from} ${rest}`,
      ];
      // What comes from STDIN cannot be read twice: it is looked at as a whole beforehand.
      const whole = await easelQuery(ask('STDIN'), {
        cwd: folder,
        stdin: Buffer.from(stdin, 'latin1'),
      });
      const presumed = await easelQuery(ask('ex.log'), { cwd: folder });
      expect(presumed).toEqual(whole);
      expect(whole.stdout.length).toBeGreaterThan(10);
    }
  }
});
