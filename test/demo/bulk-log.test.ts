import { expect, it } from 'vitest';
import { BULK_FIELDS, generateBulkLog } from '../../src/demo/bulk-log.ts';

it('writes as many lines as asked for, each with a value for every field, in order of time', () => {
  const text = Buffer.concat([...generateBulkLog({ lines: 20_000, devices: 50 })]).toString();
  const lines = text.split('\r\n').filter((line) => line !== '' && !line.startsWith('#'));
  const width = BULK_FIELDS.split(' ').length;
  expect(lines).toHaveLength(20_000);
  expect(lines.every((line) => line.split(' ').length === width)).toBe(true);
  const stamps = lines.map((line) => line.slice(0, 19));
  expect(stamps).toEqual(stamps.toSorted());
  const eas = lines.filter((line) => line.includes('/Microsoft-Server-ActiveSync')).length;
  expect(eas / lines.length).toBeCloseTo(0.85, 1);
});

it('gives the same bytes for the same seed', () => {
  const bytes = (seed: number): Buffer =>
    Buffer.concat([...generateBulkLog({ lines: 500, devices: 20, seed })]);
  expect(bytes(3).equals(bytes(3))).toBe(true);
  expect(bytes(3).equals(bytes(4))).toBe(false);
});
