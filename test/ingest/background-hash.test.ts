import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BackgroundHash } from '../../src/ingest/background-hash.ts';

const part = fc.record({
  bytes: fc.uint8Array({ maxLength: 200 }),
  shared: fc.boolean(),
  /** Whether another goes on from there, which gets these bytes too. */
  copied: fc.option(fc.uint8Array({ maxLength: 20 })),
});

test('hashes what it is handed, though the memory is written over once it has settled', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
      const expected = createHash('sha256');
      const hash = new BackgroundHash();
      const memory = Buffer.from(new SharedArrayBuffer(200));
      for (const { bytes, shared, copied } of parts) {
        memory.set(bytes);
        hash.update(shared ? memory.subarray(0, bytes.length) : Buffer.from(bytes));
        expected.update(bytes);
        if (copied !== null) {
          const copy = hash.copy();
          copy.update(Buffer.from(copied));
          expect(await copy.digest()).toBe(expected.copy().update(copied).digest('hex'));
        }
        await hash.settled();
        memory.fill(0xff);
      }
      expect(await hash.digest()).toBe(expected.digest('hex'));
    }),
    { numRuns: 50 },
  );
});

test('does not keep the bytes of a small buffer for those of the memory it lies in', async () => {
  const pooled = Buffer.from('abc');
  const hash = new BackgroundHash();
  hash.update(pooled);
  pooled.fill(0);
  expect(await hash.digest()).toBe(createHash('sha256').update('abc').digest('hex'));
});
