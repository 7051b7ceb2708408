import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateText, dayNumber, microsNumber, timestampText } from '../../src/reports/columns.ts';

// From the year -9999 to the last microsecond a double holds exactly (2255).
const micros = fc.integer({ min: -377_705_116_800_000_000 / 64, max: Number.MAX_SAFE_INTEGER });

test('writes times as the clock of JavaScript does, with microseconds', () => {
  fc.assert(
    fc.property(micros, fc.constantFrom(1, 1000, 500_000, 1_000_000), (number, step) => {
      const whole = Math.floor(number / step) * step;
      const ms = Math.floor(whole / 1000);
      const iso = new Date(ms).toISOString().replace('T', ' ').slice(0, -1);
      const digits = `${iso.slice(-3)}${String(whole - ms * 1000).padStart(3, '0')}`;
      const fraction = digits.replace(/0+$/, '');
      const expected = `${iso.slice(0, -4)}${fraction === '' ? '' : `.${fraction}`}`;
      expect(timestampText(whole)).toBe(expected);
      expect(timestampText(whole)).toBe(expected);
      if (whole > 0) expect(microsNumber(expected)).toBe(whole);
      const day = Math.floor(ms / 86_400_000);
      expect(dateText(day)).toBe(iso.slice(0, -13));
      if (day >= 0) expect(dayNumber(dateText(day))).toBe(day);
    }),
    { numRuns: 2000 },
  );
});
