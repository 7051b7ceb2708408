import { expect, test } from 'vitest';
import { factSteps } from '../../src/reports/fact-steps.ts';

const tableOf = (name: string): string => `facts_1_${name}`;
const sql = `-- What it is.
with numbers as (
  select 1 as n
),
-- Read twice.
sums as materialized (
  select sum(n) as n -- (
  from numbers
),
others as not materialized (
  from sums
),
last as materialized (
  from others
)
select n
from last
join sums using (n)
`;

test('works out one after another what is materialized, and reads it from tables', () => {
  expect(factSteps(sql, tableOf)).toEqual({
    steps: [
      {
        name: 'sums',
        sql: `with numbers as (
  select 1 as n
)
  select sum(n) as n -- (
  from numbers`,
      },
      {
        name: 'last',
        sql: `with numbers as (
  select 1 as n
),
sums as not materialized (from facts_1_sums),
others as not materialized (
  from sums
)
  from others`,
      },
    ],
    rest: `with numbers as (
  select 1 as n
),
sums as not materialized (from facts_1_sums),
others as not materialized (
  from sums
),
last as not materialized (from facts_1_last)
select n
from last
join sums using (n)
`,
  });
});

test.each([
  'select 1',
  'with a as (select 1) select * from a',
  'with a as materialized (\n  select 1\n), b as (\n  from a\n)\nselect * from b',
  'with a as materialized (\n  select 1',
])('leaves alone what is laid out otherwise: %s', (other) => {
  expect(factSteps(other, tableOf)).toEqual({ steps: [], rest: other });
});
