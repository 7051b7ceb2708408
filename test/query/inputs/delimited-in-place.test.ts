import fc from 'fast-check';
import path from 'node:path';
import { expect, it } from 'vitest';
import { regularText } from '../../../src/query/inputs/delimited-in-place.ts';
import { folderWith, read } from './read.ts';

const cell = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('', 'a', 'b c', '  ', 'é', '日本', "it's", '-', 'x"y', '\\'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '1',
      '-2',
      '+3',
      '007',
      '9223372036854775808',
      '1e3',
      '0.5',
      '.5',
      '1.',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '"q"',
      '"a,b"',
      '"say ""hi"""',
      '""',
      '""""',
      ' "b"',
      '"c" ',
      '"open',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '2024-05-01 07:00:00',
      '2024-05-01 24:00:00',
      '2024-05-01 23:59:60',
      '2024/05/01 07:00:00',
      '2024-02-30 07:00:00',
      '0000-01-02 04:00:00',
      '2024-05-01',
    ),
  },
);
const lines = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), {
  minLength: 1,
  maxLength: 14,
});
const options = fc.record({
  format: fc.constantFrom('CSV', 'TSV', 'TSV fixed', 'TSV blanks'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  headerRow: fc.constantFrom('ON', 'OFF'),
  nSkipLines: fc.constantFrom('0', '0', '1', '2'),
  dtLines: fc.constantFrom('0', '2', '10'),
  iDQuotes: fc.constantFrom('Auto', 'Ignore'),
});

it('reads regular files in place as it reads all others record by record', async () => {
  let inPlace = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(lines, { minLength: 1, maxLength: 2 }),
      options,
      async (files, given) => {
        const { format, lineEnd, iDQuotes, ...shared } = given;
        const separator = format === 'CSV' ? ',' : format === 'TSV blanks' ? '  ' : '\t';
        const folder = folderWith(
          Object.fromEntries(
            files.map((file, i) => [
              `f${i}.csv`,
              file.map((cells) => `${cells.join(separator)}${lineEnd}`).join(''),
            ]),
          ),
        );
        const parameters = {
          ...shared,
          ...(format === 'CSV'
            ? { iDQuotes }
            : { fixedSep: format === 'TSV fixed' ? 'ON' : 'OFF' }),
          ...(format === 'TSV blanks' ? { iSeparator: 'space', nSep: '2' } : {}),
        };
        const ask = { folder, from: ['f*.csv'], parameters };
        const name = format.slice(0, 3);
        // Nothing is read in place where a checkpoint counts records.
        const general = await read(name, { ...ask, checkpoint: new Map() }).catch(String);
        const found = await read(name, ask).catch(String);
        const splitting = { separator, isQuoted: iDQuotes === 'Auto' && format === 'CSV' };
        const file = path.join(folder, 'f0.csv');
        const regular = await regularText(
          { name: file, path: file, isTemporary: false },
          { splitting, collapses: false },
          0,
          new AbortController().signal,
        );
        if (regular !== undefined) inPlace++;
        if (typeof general === 'string' || typeof found === 'string')
          expect(found).toEqual(general);
        else expect({ ...found, positions: 0 }).toEqual({ ...general, positions: 0 });
      },
    ),
    { numRuns: 80 },
  );
  expect(inPlace).toBeGreaterThan(10);
});

it.each([
  ['a,"b, c",""\n', true],
  ['a,"b ""c""",d\n', true],
  ['"a"\n"b"\n', true],
  ['a, "b"\n', false],
  ['a,b"c\n', false],
  ['a,"b\nc",d\n', false],
  ['a,"b"x,c\n', false],
  ['a,"b\n', false],
  ['a,\n\nb\n', false],
])('knows whether %j is regular', async (text, isRegular) => {
  const file = path.join(folderWith({ 'a.csv': text }), 'a.csv');
  const layout = { splitting: { separator: ',', isQuoted: true }, collapses: false };
  const found = await regularText(
    { name: file, path: file, isTemporary: false },
    layout,
    0,
    new AbortController().signal,
  );
  expect(found !== undefined).toBe(isRegular);
});
