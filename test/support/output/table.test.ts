import { describe, expect, test } from 'vitest';
import { displayWidth, fitWidth } from '../../../src/support/output/display-width.ts';
import { plainColumn, type OutputResult } from '../../../src/support/output/result.ts';
import { tableText, type TableSummary } from '../../../src/support/output/table.ts';

type Plain = string | number | bigint | boolean | null;

function result(columns: Record<string, string>, rows: Plain[][]): OutputResult<Plain> {
  return {
    columns: Object.entries(columns).map(([name, type]) => plainColumn(name, type)),
    async *chunks() {
      await Promise.resolve();
      for (const row of rows) yield [row];
    },
  };
}

async function lines(
  table: OutputResult<Plain>,
  options: { width?: number; onEnd?: (summary: TableSummary) => void } = {},
): Promise<string[]> {
  const parts: string[] = [];
  for await (const part of tableText(table, options)) parts.push(part);
  return parts.join('').split('\n').slice(0, -1);
}

describe('the table', () => {
  test('sets numbers right, and tells NULL from the text NULL', async () => {
    const table = result({ name: 'VARCHAR', hits: 'BIGINT' }, [
      ['ann', 5],
      ['NULL', 1234],
      [null, null],
    ]);
    expect(await lines(table)).toEqual([
      'name    hits',
      '──────  ────',
      'ann        5',
      '"NULL"  1234',
      'NULL    NULL',
    ]);
  });

  test('fits the terminal and marks what it cut', async () => {
    let summary: TableSummary | undefined;
    const table = result({ a: 'VARCHAR', b: 'VARCHAR' }, [
      ['x'.repeat(50), 'short'],
      ['y', 'z'.repeat(60)],
    ]);
    const text = await lines(table, { width: 40, onEnd: (seen) => (summary = seen) });
    for (const line of text) expect(displayWidth(line)).toBeLessThanOrEqual(40);
    expect(text[2]).toBe(`${'x'.repeat(18)}…  short`);
    expect(summary).toEqual({ rows: 2, cutCells: 2, hiddenColumns: 0 });
  });

  test('leaves out columns that find no room and says so', async () => {
    let summary: TableSummary | undefined;
    const names = Array.from({ length: 20 }, (_, i) => `column_${i}`);
    const table = result(Object.fromEntries(names.map((name) => [name, 'VARCHAR'])), [names]);
    const text = await lines(table, { width: 40, onEnd: (seen) => (summary = seen) });
    for (const line of text) expect(displayWidth(line)).toBeLessThanOrEqual(40);
    expect(text[2]).toMatch(/…$/);
    expect(summary?.hiddenColumns).toBe(14);
  });

  test('shows control characters and overrides instead of sending them', async () => {
    const table = result({ 'a\u001b]0;x\u0007': 'VARCHAR' }, [
      ['\u001b[31m\u202eevil\nnext\u009b'],
    ]);
    const text = (await lines(table)).join('\n');
    expect(text).toContain('a\\x1b]0;x\\x07');
    expect(text).toContain('\\x1b[31m\\u202eevil\\x0anext\\x9b');
  });

  test('counts wide, combining and emoji characters in cells', () => {
    expect(displayWidth('日本')).toBe(4);
    expect(displayWidth('e\u0301')).toBe(1);
    expect(displayWidth('📱')).toBe(2);
    expect(fitWidth('日本語', 5)).toBe('日本…');
    expect(fitWidth('日本語', 4)).toBe('日…');
    expect(fitWidth('abc', 3)).toBe('abc');
  });

  test('has a head also where there is no row', async () => {
    expect(await lines(result({ a: 'VARCHAR' }, []))).toEqual(['a', '─']);
  });
});
