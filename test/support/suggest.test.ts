import { expect, test } from 'vitest';
import { nearest } from '../../src/support/suggest.ts';

test.each([
  ['STRREVV', 'STRREV'],
  ['hearbeat', 'heartbeat'],
  ['zzzz', undefined],
])('suggests for %s: %s', (word, expected) => {
  expect(nearest(word, ['STRREV', 'SUBSTR', 'heartbeat', 'activity'])).toBe(expected);
});
