import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dateText, timestampText, type Cell, type Column } from '../../src/reports/columns.ts';
import { csvCellWriter } from '../../src/reports/csv-cells.ts';
import type { ColumnType } from '../../src/reports/define-report.ts';
import { ByteText } from '../../src/support/output/byte-text.ts';
import { csvQuoted, formulaGuarded } from '../../src/support/output/csv-cell.ts';

/** What is written for a number of a column, or for one that stands for itself. */
function written(number: number, column?: Column, raw = false): string {
  const out = new ByteText();
  const figures = { numbers: Float64Array.of(number), ...(column && { column }) };
  expect(csvCellWriter(out, figures, raw)(number)).toBe(true);
  return Buffer.from(out.take()).toString();
}

const codes = new Uint8Array();
const scalar = (type: ColumnType, base: number): Column => {
  return { type, codes, top: 1, base, unit: 1, values: null };
};
const dictionary = (type: ColumnType, value: Cell | undefined): Column => {
  return { type, codes, top: 1, base: 0, unit: 1, values: [value] };
};
const bytes = (text: string): string => Buffer.from(text).toString();

const odd = '\u{1f600}\ud800\u0000\u007f';
/** Texts that a spreadsheet, a parser of CSV or an encoder might stumble over. */
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ' ', 'a', 'é', odd),
  }),
);

it('writes text guarded against formulas and quoted', () => {
  fc.assert(
    fc.property(texts, fc.boolean(), (text, raw) => {
      const expected = csvQuoted(raw ? text : formulaGuarded(text));
      expect(written(1, dictionary('string', text), raw)).toBe(bytes(expected));
      const list = JSON.stringify([text]);
      expect(written(1, dictionary('list', [text]), raw)).toBe(bytes(csvQuoted(list)));
    }),
  );
});

it('writes numbers as JavaScript does', () => {
  const numbers = fc.oneof(
    ...[fc.integer(), fc.maxSafeInteger(), fc.double({ noNaN: true })],
    ...[10, 1000, 1_000_000].map((unit) => fc.integer().map((number) => number / unit)),
    fc.maxSafeInteger().map((number) => number / 1_000_000),
    fc.nat(1000).map((number) => Number.MAX_SAFE_INTEGER - number),
    fc.constantFrom(
      -0,
      2 ** 53,
      -(2 ** 53),
      1e21,
      1e-7,
      1e-6,
      -1e-6,
      9.5e-7,
      0.1 + 0.2,
      1e9 + 1e-6,
    ),
  );
  fc.assert(
    fc.property(numbers, (number) => {
      expect(written(number)).toBe(String(number));
      expect(written(1, dictionary('number', number))).toBe(String(number));
      expect(written(1, scalar('integer', number))).toBe(String(number));
    }),
    { numRuns: 2000 },
  );
});

it('writes times in UTC with no, three or six digits behind the second', () => {
  const micros = fc.oneof(
    fc.integer({ min: -4e15, max: 4e15 }),
    fc
      .tuple(fc.integer({ min: -6e10, max: 25e10 }), fc.nat(999))
      .map(([second, ms]) => second * 1_000_000 + ms * 1000),
    fc.integer({ min: -6e10, max: 25e10 }).map((second) => second * 1_000_000),
  );
  fc.assert(
    fc.property(micros, (time) => {
      const [whole = '', digits = ''] = timestampText(time).replace(' ', 'T').split('.');
      const fraction = digits && `.${digits.padEnd(digits.length > 3 ? 6 : 3, '0')}`;
      expect(written(1, scalar('timestamp', time))).toBe(`${whole}${fraction}Z`);
    }),
  );
});

it('writes days as text: far ones begin with a sign', () => {
  fc.assert(
    fc.property(fc.integer({ min: -5_000_000, max: 5_000_000 }), fc.boolean(), (day, raw) => {
      const text = dateText(day);
      expect(written(1, scalar('date', day), raw)).toBe(raw ? text : formulaGuarded(text));
    }),
  );
});

it('leaves cells without a value empty and says which values are not here', () => {
  expect(written(NaN)).toBe('');
  expect(written(0, dictionary('string', 'a'))).toBe('');
  expect(written(0, scalar('timestamp', 0))).toBe('');
  const out = new ByteText();
  const column = dictionary('string', undefined);
  expect(csvCellWriter(out, { numbers: Float64Array.of(1), column }, false)(1)).toBe(false);
  expect(out.length).toBe(0);
});

it('puts texts of any length together, and takes back what was cut', () => {
  const parts = fc.record({
    text: texts,
    times: fc.constantFrom(1, 2, 200_000),
    cut: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 6 }), (all) => {
      const out = new ByteText();
      let expected = '';
      for (const { text, times, cut } of all) {
        const before = out.length;
        out.text(text.repeat(times));
        out.digits(times, 3);
        if (cut) out.cut(before);
        else expected += `${bytes(text.repeat(times))}${String(times).padStart(3, '0')}`;
      }
      expect(Buffer.from(out.take()).equals(Buffer.from(expected))).toBe(true);
      expect(out.take().length).toBe(0);
    }),
    { numRuns: 20 },
  );
});
