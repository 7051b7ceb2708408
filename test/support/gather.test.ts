import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gathered } from '../../src/support/output/gather.ts';

const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.uint8Array({ maxLength: 5 }),
);

test('gives the same bytes in fewer pieces', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(piece), fc.integer({ min: 1, max: 40 }), async (pieces, size) => {
      const given: (string | Uint8Array)[] = [];
      for await (const each of gathered(pieces, size)) given.push(each);
      const bytes = (list: readonly (string | Uint8Array)[]): Buffer =>
        Buffer.concat(list.map((each) => Buffer.from(each as string)));
      expect(bytes(given)).toEqual(bytes(pieces));
      const texts = given.filter((each) => typeof each === 'string');
      const marks = pieces.filter((each) => typeof each !== 'string').length;
      expect(texts.filter(({ length }) => length < size).length).toBeLessThanOrEqual(marks + 1);
    }),
  );
});
