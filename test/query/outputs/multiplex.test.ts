import fc from 'fast-check';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/query/outputs/csv.ts';
import { fileNamePart, multiplexedPath } from '../../../src/query/outputs/file-names.ts';
import { write } from './write.ts';

const columns = [
  { name: 'site', type: 'STRING' },
  { name: 'day', type: 'STRING' },
  { name: 'hits', type: 'INTEGER' },
] as const;

describe('multiplex', () => {
  it('writes one file for each combination of the leading columns', async () => {
    const { files } = await write(csv, {
      columns,
      target: '*/ID_*.csv',
      rows: [
        ['a', '1', 10],
        ['b', '1', 20],
        ['a', '1', 30],
        ['a', null, 40],
      ],
    });
    expect(files).toEqual({
      'a/ID_1.csv': 'hits\n10\n30\n',
      'a/ID_-.csv': 'hits\n40\n',
      'b/ID_1.csv': 'hits\n20\n',
    });
  });

  it('refuses as many stars as there are columns', async () => {
    await expect(
      write(csv, { columns, target: '*/*/*.csv', rows: [['a', 'b', 1]] }),
    ).rejects.toThrow('3 wildcards');
  });

  it.each([
    ['..', '__'],
    ['../../etc/passwd', '______etc_passwd'],
    ['C:\\x', 'C__x'],
    ['con', '_con'],
    ['NUL.txt', '_NUL.txt'],
    ['a\u0000b\nc', 'a_b_c'],
    ['name. ', 'name_'],
    ['', '_'],
    ['é', 'é'],
  ])('makes %j harmless', (value, expected) => {
    expect(fileNamePart(value)).toBe(expected);
  });

  it('never leaves the folder, whatever the values', () => {
    const root = path.resolve('root');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (a, b) => {
        const file = path.resolve(multiplexedPath(path.join(root, '*', 'x*.csv'), [a, b]));
        expect(path.dirname(path.dirname(file))).toBe(root);
      }),
    );
  });

  it('does not complete a device name out of template and value', () => {
    expect(multiplexedPath('CO*', ['N'])).toBe('_CON');
    expect(multiplexedPath('.*', ['.'])).not.toBe('..');
  });
});
