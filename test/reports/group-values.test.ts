import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Column } from '../../src/reports/columns.ts';
import { GroupValues } from '../../src/reports/group-values.ts';
import { groupRows } from '../../src/reports/group-rows.ts';
import { count, max, quantile, ratio, sum } from '../../src/reports/measure.ts';
import { is } from '../../src/reports/condition.ts';

const measures = [
  ...[count(), sum('n'), sum('n', { where: is('key', 7) }), max('n'), quantile('n', 50)],
  ratio(sum('n'), count()),
];

function integers(values: readonly number[]): Column {
  const codes = Uint32Array.from(values, (value) => value + 1);
  const top = codes.reduce((most, code) => Math.max(most, code), 0);
  return { type: 'integer', codes, top, base: 0, unit: 1, values: null };
}

it('measures groups the same, few or many at once', () => {
  const row = fc.tuple(fc.nat(9000), fc.nat(50));
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 12_000, maxLength: 12_000 }),
      fc.nat(9000),
      (all, at) => {
        const columns = new Map([
          ['key', integers(all.map(([key]) => key))],
          ['n', integers(all.map(([, n]) => n))],
        ]);
        const table = { rows: all.length, columns };
        const groups = groupRows(table, ['key'], null);
        expect(groups.count).toBeGreaterThan(4096);
        const values = new GroupValues(table, groups, measures);
        const every = Int32Array.from({ length: groups.count }, (_, group) => group).reverse();
        const many = values.of(every).map(({ numbers }) => numbers);
        const from = at % groups.count;
        const few = values.of(every.subarray(from, from + 100));
        expect(few.map(({ numbers }) => numbers)).toEqual(
          many.map((numbers) => numbers.subarray(from, from + 100)),
        );
      },
    ),
    { numRuns: 5 },
  );
});
