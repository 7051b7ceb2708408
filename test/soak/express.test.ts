import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BothWays } from '../ingest/both-ways.ts';
import { fields, header, line } from '../ingest/random-lines.ts';

let both: BothWays;

beforeAll(async () => {
  both = await BothWays.open();
});
afterAll(() => both.close());

/** Texts to put anywhere: what means something to one of the readers, and what means nothing. */
const splinter = fc.oneof(
  fc.constantFrom(
    ' ',
    '  ',
    '\t',
    '=',
    '&',
    '&Log=',
    '_',
    ':',
    '%',
    '%20',
    '+',
    '-',
    '"',
    '#',
    '\\',
    '@',
  ),
  fc.constantFrom('\r', '\u007f', '\u0080', '\u00fc', '\u20ac', '\ud83d\ude00', '?', ';'),
  fc.constantFrom('S1_', 'Hb', 'V4TEmSNC', 'jRIJBCAw', '0', '999999999', '99999999999999999999'),
  // A block with one of these goes through SQL as a whole.
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.replace(/[\u0000\u0001]/g, '')),
  fc.string({ maxLength: 3 }).map((text) => text.repeat(60)),
);
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat(4),
  splinter,
});
const broken = fc
  .tuple(
    line,
    fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 3, arbitrary: fc.array(change, { maxLength: 3 }) },
    ),
  )
  .map(([text, changes]) =>
    changes.reduce((whole, { at, cut, splinter: put }) => {
      const from = Math.floor(at * whole.length);
      return whole.slice(0, from) + put + whole.slice(from + cut);
    }, text),
  );
const end = fc.constantFrom('\n', '\r\n', '\r\n', '\n\n');

test('takes from broken lines what SQL takes', async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(broken, end), { minLength: 20, maxLength: 200 }),
      fc.boolean(),
      async (lines, keepQuery) => {
        const text = `${header(fields)}${lines.map((each) => each.join('')).join('')}`;
        const { quick, different } = await both.compare(text, keepQuery);
        taken += quick;
        expect(different).toEqual([]);
      },
    ),
    { numRuns: Number(process.env['EASEL_SOAK_RUNS'] ?? 1000), endOnFailure: false },
  );
  expect(taken).toBeGreaterThan(1000);
});
