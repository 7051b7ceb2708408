import { expect, it } from 'vitest';
import { defineFacts } from '../../src/reports/define-report.ts';
import { filterTargets } from '../../src/reports/facts-sql.ts';

const facts = defineFacts({ sql: 'rows.sql', grain: 'a row', columns: {} });
const offer = 'and true -- filter: day = zone_day(at, $tz), server = server';

it('finds what a SELECT offers to filters', () => {
  const targets = filterTargets(facts, `select * from a where true\n${offer}\norder by 1`);
  expect([...targets]).toEqual([
    ['day', ['zone_day(at, $tz)']],
    ['server', ['server']],
  ]);
  expect(filterTargets(facts, 'select true').size).toBe(0);
});

it('refuses a SELECT in which filters would stand in one of two places only', () => {
  const twice = `select * from a where true\n${offer}\nunion all select * from b where true\n${offer}`;
  expect(() => filterTargets(facts, twice)).toThrow('rows.sql: filters stand in one place only');
});
