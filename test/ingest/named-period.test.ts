import { expect, test } from 'vitest';
import { dayByDay, namedPeriod } from '../../src/ingest/named-period.ts';

test('reads the period of a log from its name', () => {
  const days = (name: string): string[] | undefined => {
    const period = namedPeriod(`/logs/W3SVC1/${name}`);
    return period && [period.from, period.to].map((ms) => new Date(ms).toISOString().slice(0, 13));
  };
  expect(days('u_ex240229.log')).toEqual(['2024-02-29T00', '2024-03-01T00']);
  expect(days('ex99123123.log.gz')).toEqual(['1999-12-31T23', '2000-01-01T00']);
  expect(days('U_EX2412_x.LOG')).toEqual(['2024-12-01T00', '2025-01-01T00']);
  // The fourth of May, or its fourth week.
  expect(days('u_ex240504.log')).toEqual(['2024-05-04T00', '2024-06-07T00']);
  expect(days('u_ex241301.log')).toBeUndefined();
  expect(days('access.log')).toBeUndefined();
});

test('takes the files of one day together, the rest as they come', () => {
  const files = ['b.csv', 'A/u_ex240502.log', 'A/u_ex240503.log', 'a.csv', 'B/u_ex240502.log'];
  const order = dayByDay(files.map((file) => ({ file }))).map(({ file }) => file);
  expect(order).toEqual([
    ...['A/u_ex240502.log', 'B/u_ex240502.log', 'A/u_ex240503.log', 'b.csv', 'a.csv'],
  ]);
});
