import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Column } from '../../src/reports/columns.ts';
import { everyRow, sortByCodes } from '../../src/reports/row-order.ts';
import { sortByKey } from '../../src/reports/sort-by-key.ts';

const integers = fc.oneof(
  fc.nat(3),
  fc.nat(2 ** 20).map((number) => number * 2 ** 20),
  fc.constantFrom(0, 1, 2 ** 31, 2 ** 32, 2 ** 32 - 1, 2 ** 33, 2 ** 53 - 1),
  fc.maxSafeInteger(),
);
const anything = fc.oneof(
  integers,
  fc.double({ noNaN: true }),
  fc.constantFrom(Infinity, -0.5, -1),
);
const keyLists = fc.oneof(
  fc.array(fc.nat(5), { maxLength: 50 }),
  fc.array(integers.map(Math.abs), { maxLength: 50 }),
  fc.array(anything, { maxLength: 50 }),
);

it('sorts by any keys, and keeps the order of equals', () => {
  fc.assert(
    fc.property(keyLists, fc.boolean(), (numbers, isReversed) => {
      // -0 and 0 are two bit patterns; no key is -0.
      const keys = Float64Array.from(numbers, (number) => number + 0);
      const items = isReversed ? everyRow(keys.length).reverse() : everyRow(keys.length);
      const before = items.slice();
      const by = (a: number, b: number): number => {
        const [left = 0, right = 0] = [keys[a], keys[b]];
        return left < right ? -1 : left > right ? 1 : 0;
      };
      expect([...sortByKey(items, keys)]).toEqual([...items].sort(by));
      expect(items).toEqual(before);
    }),
    { numRuns: 500 },
  );
});

it('sorts by the codes of many columns, unknown last', () => {
  const tops = fc.array(fc.constantFrom(0, 1, 255, 70_000, 2 ** 31, 2 ** 45), { maxLength: 8 });
  const tables = tops.chain((all) =>
    fc.tuple(
      fc.constant(all),
      fc.array(fc.tuple(...all.map((top) => fc.oneof(fc.nat(top), fc.constantFrom(0, top)))), {
        maxLength: 30,
      }),
    ),
  );
  fc.assert(
    fc.property(tables, ([all, rows]) => {
      const columns = all.map((top, index): Column => {
        const codes = Float64Array.from(rows, (row) => row[index] ?? 0);
        return { type: 'integer', codes, top, base: 0, unit: 1, values: null };
      });
      const expected = rows
        .map((row, index) => ({ keys: row.map((code) => code || Infinity), index }))
        .sort((a, b) => {
          const place = a.keys.findIndex((key, index) => key !== b.keys[index]);
          return place < 0
            ? a.index - b.index
            : (a.keys[place] ?? 0) < (b.keys[place] ?? 0)
              ? -1
              : 1;
        });
      expect([...sortByCodes(columns, null, rows.length)]).toEqual(
        expected.map((one) => one.index),
      );
    }),
  );
});
