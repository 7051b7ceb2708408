import fc from 'fast-check';
import { expect, test } from 'vitest';
import { KeyTable } from '../../src/parsers/express/key-table.ts';

function ask(table: KeyTable, parts: readonly string[]): number {
  table.begin(0);
  for (const part of parts) {
    const bytes = Buffer.from(part);
    table.add(bytes, 0, bytes.length);
  }
  return table.find();
}

test('numbers keys as a map of their parts does', () => {
  const part = fc.string({ unit: fc.constantFrom('a', 'b', '0'), maxLength: 9 });
  fc.assert(
    fc.property(fc.array(fc.array(part, { maxLength: 3 }), { maxLength: 300 }), (keys) => {
      const table = new KeyTable();
      const map = new Map<string, number>();
      for (const key of keys) {
        const known = map.get(key.join('\u0001') + '\u0001'.repeat(key.length));
        expect(ask(table, key)).toBe(known ?? -1);
        if (known !== undefined) continue;
        map.set(key.join('\u0001') + '\u0001'.repeat(key.length), map.size);
        table.put(map.size - 1);
      }
    }),
  );
});

test('remembers a hundred thousand keys, some of them long', () => {
  const table = new KeyTable();
  const keyOf = (n: number): string[] => [`device${n}`, n % 1000 === 0 ? 'x'.repeat(9000) : ''];
  for (let n = 0; n < 100_000; n++) {
    expect(ask(table, keyOf(n))).toBe(-1);
    table.put(n);
  }
  for (let n = 0; n < 100_000; n += 77) expect(ask(table, keyOf(n))).toBe(n);
  table.forget();
  expect(ask(table, keyOf(7))).toBe(-1);
});
