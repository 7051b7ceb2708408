import { expect, it } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { is, known } from '../../src/reports/condition.ts';
import { maskOf } from '../../src/reports/condition-mask.ts';
import { groupsSection } from '../../src/reports/define-report.ts';
import { loadFactsTable } from './load-facts.ts';
import { distinct, quantile, ratio, sum } from '../../src/reports/measure.ts';
import { sectionSql, withFacts } from '../../src/reports/section-sql.ts';
import { sectionView } from '../../src/reports/section-rows.ts';
import { createMeasureMacros } from './measure-macros.ts';
import { factsOf } from './typed-facts.ts';

const facts = factsOf({ who: 'string', device: 'string', kind: 'string', size: 'integer' });
const section = groupsSection({
  id: 'who',
  title: 'Who',
  facts,
  by: ['who'],
  where: known('who'),
  measures: {
    size: { measure: sum('size'), doc: '' },
    devices: { measure: distinct('device', { where: is('kind', 'a') }), doc: '' },
    median: { measure: quantile('size', 50), doc: '' },
    rate: { measure: ratio(sum('size', { where: is('kind', 'b') }), sum('size')), doc: '' },
  },
  sort: [{ column: 'median', descending: true }],
});

it('measures many groups, some of them at a time, as SQL does', async () => {
  const db = await Database.open(':memory:', { threads: 2 });
  await createMeasureMacros(db);
  await db.run(`create table facts as
    select
      case when i % 11 > 0 then 'user' || i % 9000 end as who,
      'device' || i * 7 % 12_345 as device,
      ['a', 'b', 'c', null][1 + i % 4] as kind,
      case when i % 5 > 0 then i * 7919 % 5003 end as size
    from range(40_000) as numbers(i)`);
  const table = await loadFactsTable(db, facts, 'facts');
  const filter = is('kind', 'a', 'b');
  const view = sectionView(section, table, maskOf(filter, table));
  const rows = await db.rows(withFacts('select * from main.facts', sectionSql(section, filter)));
  expect(view.length).toBeGreaterThan(4096);
  expect(view.cells()).toEqual(rows.map((row) => Object.values(row)));
  // Out of order as in it.
  const last = view.length - 1;
  for (const row of [last, 3, last - 300, 4]) {
    expect(view.at(row)).toEqual(Object.values(rows[row] ?? {}));
  }
  db.close();
});
