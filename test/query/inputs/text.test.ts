import { describe, expect, it } from 'vitest';
import { read } from './read.ts';

describe('TEXTLINE', () => {
  it('gives every line, blank ones too, with its number', async () => {
    const { rows, processed } = await read('TEXTLINE', {
      files: { 'a.txt': 'one\r\n\r\nthree "x", y\r\n' },
      from: ['a.txt'],
      fields: ['Index', 'Text'],
    });
    expect(rows).toEqual([
      [1, 'one'],
      [2, ''],
      [3, 'three "x", y'],
    ]);
    expect(processed).toBe(3);
  });

  it('reads texts DuckDB could not: bad UTF-8, NUL, lone CR, mixed line ends', async () => {
    const { rows } = await read('TEXTLINE', {
      files: { 'a.txt': Buffer.from('a\xe9\r\nb\0\u0001c\nd\re\n', 'latin1') },
      from: ['a.txt'],
      fields: ['Text'],
    });
    expect(rows).toEqual([['aé'], ['b\ufffd\ufffdc'], ['d'], ['e']]);
  });

  it('cuts very long lines, or splits them', async () => {
    const files = { 'a.txt': `${'x'.repeat(2_500_000)}\nend\n` };
    const cut = await read('TEXTLINE', { files, from: ['a.txt'], fields: ['Text'] });
    expect(cut.rows.map(([text]) => (text as string).length)).toEqual([400_000, 3]);
    const split = await read('TEXTLINE', {
      files,
      from: ['a.txt'],
      fields: ['Text'],
      parameters: { splitLongLines: 'ON' },
    });
    expect(split.rows).toHaveLength(8);
  });

  it('reads no rows of an empty file', async () => {
    const { rows } = await read('TEXTLINE', { files: { 'a.txt': '' }, from: ['a.txt'] });
    expect(rows).toEqual([]);
  });
});

it('TEXTWORD gives every word', async () => {
  const { rows, processed } = await read('TEXTWORD', {
    files: { 'a.txt': ' one  two\n\nthree\tfour\n' },
    from: ['a.txt'],
    fields: ['Index', 'Text'],
  });
  expect(rows).toEqual([
    [1, 'one'],
    [2, 'two'],
    [3, 'three'],
    [4, 'four'],
  ]);
  expect(processed).toBe(4);
});

describe('FROM', () => {
  const files = {
    'b.log': 'b\n',
    'A.LOG': 'a\n',
    'sub/c.log': 'c\n',
    'sub/deep/d.log': 'd\n',
    'x.txt': 'x\n',
  };
  const texts = async (from: string[], parameters = {}): Promise<unknown[]> => {
    const { rows } = await read('TEXTLINE', { files, from, fields: ['Text'], parameters });
    return rows.flat();
  };

  it('takes wildcards without regard to case, lists and Windows separators', async () => {
    expect(await texts(['*.log'])).toEqual(['a', 'b']);
    expect(await texts(['x.txt', 'sub\\c.log'])).toEqual(['x', 'c']);
    expect(await texts(['s*\\?.log'])).toEqual(['c']);
  });

  it('looks into sub-folders as deep as -recurse says', async () => {
    expect(await texts(['*.log'], { recurse: '1' })).toEqual(['a', 'b', 'c']);
    expect(await texts(['*.log'], { recurse: '-1' })).toEqual(['a', 'b', 'c', 'd']);
  });

  it('takes a folder for the files in it', async () => {
    expect(await texts(['sub'])).toEqual(['c']);
    expect(await texts(['sub/'], { recurse: '-1' })).toEqual(['c', 'd']);
  });

  it('says that nothing is there', async () => {
    await expect(texts(['none*.log'])).rejects.toThrow('no such file or table');
    await expect(texts(['<1>'])).rejects.toThrow('local IIS');
    await expect(texts(['https://example.com/x.log'])).rejects.toThrow('--offline');
  });
});
