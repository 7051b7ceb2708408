import { expect, test } from 'vitest';
import iisw3c from '../../../src/parsers/formats/iisw3c.format.ts';

test('reads a list of very many fields in time that grows with their number', () => {
  const names = Array.from({ length: 200_000 }, (_, i) => `X-${i}`);
  const schema = iisw3c.schema({ fields: ['date', 'time', ...names, 'X-7', 'cs(Cookie)'] });
  expect(schema?.values).toBe(200_004);
  expect(schema?.columns).toHaveLength(200_003);
  expect(schema?.columns.filter(({ column }) => column === 'X-7')).toMatchObject([{ from: 10 }]);
  expect(schema?.secrets).toEqual([200_004]);
  // It took minutes.
}, 20_000);
