import { describe, expect, test } from 'vitest';
import { csvText } from '../../../src/support/output/csv.ts';
import { jsonLinesText, jsonText } from '../../../src/support/output/json.ts';
import { markdownText } from '../../../src/support/output/markdown.ts';
import { plainColumn, type OutputResult } from '../../../src/support/output/result.ts';

type Plain = string | number | bigint | boolean | null;

function texts(rows: Plain[][], type = 'VARCHAR'): OutputResult<Plain> {
  return {
    columns: (rows[0] ?? ['a']).map((_, i) => plainColumn(`c${i}`, type)),
    async *chunks() {
      await Promise.resolve();
      yield rows;
    },
  };
}

async function joined(parts: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const part of parts) text += part;
  return text;
}

describe('CSV', () => {
  test('tells NULL from the empty text and quotes what needs it', async () => {
    const text = await joined(csvText(texts([[null, '', 'a,b', 'say "x"', 'two\nlines', ' x ']])));
    expect(text).toBe('c0,c1,c2,c3,c4,c5\n,"","a,b","say ""x""","two\nlines", x \n');
  });

  test('writes exact bytes, and guards formulas only where it is asked to', async () => {
    const rows = [['=1+1', '-5', '@x', '\tx', 'a=b']];
    expect(await joined(csvText(texts(rows)))).toContain('\n=1+1,-5,@x,\tx,a=b\n');
    expect(await joined(csvText(texts(rows), { guardFormulas: true }))).toContain(
      "\n'=1+1,'-5,'@x,'\tx,a=b\n",
    );
    expect(await joined(csvText(texts([[-5]], 'BIGINT'), { guardFormulas: true }))).toBe(
      'c0\n-5\n',
    );
  });

  test('shows control characters on a terminal', async () => {
    expect(await joined(csvText(texts([['\u001b[2J\u202e']]), { terminal: true }))).toBe(
      'c0\n\\x1b[2J\\u202e\n',
    );
  });
});

describe('JSON', () => {
  test('is one array, whole also when it is empty', async () => {
    const rows = [[9007199254740993n, 5, null, true, Number.NaN]];
    expect(JSON.parse(await joined(jsonText(texts(rows))))).toEqual([
      { c0: '9007199254740993', c1: 5, c2: null, c3: true, c4: 'NaN' },
    ]);
    expect(JSON.parse(await joined(jsonText(texts([]))))).toEqual([]);
    expect(await joined(jsonLinesText(texts([['a'], ['b']])))).toBe('{"c0":"a"}\n{"c0":"b"}\n');
  });
});

describe('Markdown', () => {
  test('lets no value become markup', async () => {
    const text = await joined(
      markdownText(texts([['<b>|`x`', '[a](b)', 'user_name _i_', 'a\nb']])),
    );
    expect(text.split('\n')[2]).toBe(
      '| &lt;b&gt;\\|\\`x\\` | \\[a\\](b) | user_name \\_i\\_ | a<br>b |',
    );
  });
});
