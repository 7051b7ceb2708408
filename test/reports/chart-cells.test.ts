import { expect, test } from 'vitest';
import { chartRows } from '../../src/reports/chart-cells.ts';
import type { Cell } from '../../src/reports/columns.ts';

const column = (name: string, type: 'date' | 'string' | 'integer') => ({
  ...{ name, type, title: name, doc: '' },
});

function rowsOf(rows: readonly (readonly Cell[])[], first: 'date' | 'string'): unknown {
  const view = { length: rows.length, at: (row: number) => [...(rows[row] ?? [])] };
  return chartRows(view, [column('key', first), column('hits', 'integer')], 3, 'UTC');
}

test('draws no row of a day that is not known: it would stand at the beginning of 1970', () => {
  const rows = [
    ['1970-01-02', 1],
    [null, 2],
    ['1970-01-03', null],
    ['1970-01-04', 4],
  ] as const;
  expect(rowsOf(rows, 'date')).toEqual([
    { row: 0, c0: 86_400_000, c1: 1 },
    { row: 2, c0: 172_800_000, c1: null },
  ]);
});

test('draws a name that is not known as such', () => {
  expect(rowsOf([[null, 2]], 'string')).toEqual([{ row: 0, c0: '(unknown)', c1: 2 }]);
});
