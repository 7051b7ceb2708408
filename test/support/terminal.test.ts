import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeText, escapeValue } from '../../src/support/terminal.ts';

test('shows escapes and bidirectional overrides as text', () => {
  expect(escapeValue('a\u001b[31mb\u202ec\u009bd')).toBe('a\\x1b[31mb\\u202ec\\x9bd');
  expect(escapeText('a\tb\nc\rd')).toBe('a\tb\nc\\x0dd');
});

test('leaves no control character in any value', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(escapeValue(text))).toBe(false);
    }),
  );
});
