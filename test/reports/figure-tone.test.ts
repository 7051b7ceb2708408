import { expect, it } from 'vitest';
import { toneOf } from '../../src/reports/figure-tone.ts';

it('gives a number its sign from some value on', () => {
  const good = { tone: { is: 'good', from: 0.8 } } as const;
  expect([0, 0.011, 0.79, 0.8, 1].map((value) => toneOf(good, value))).toEqual([
    ...[undefined, undefined, undefined],
    ...['good', 'good'],
  ]);
  const any = { tone: { is: 'critical' } } as const;
  expect([null, 0, 1].map((value) => toneOf(any, value))).toEqual([
    undefined,
    undefined,
    'critical',
  ]);
  expect(toneOf({}, 1)).toBeUndefined();
});
