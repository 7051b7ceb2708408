import { expect, it } from 'vitest';
import { Database } from '../../src/duckdb/database.ts';
import { outputResult } from '../../src/duckdb/raw-result.ts';
import { runStatements } from '../../src/duckdb/statements.ts';
import { csvPieces } from '../../src/reports/csv-table.ts';
import { rowsSection, type Section } from '../../src/reports/define-report.ts';
import type { Table } from '../../src/reports/columns.ts';
import type { Figures } from '../../src/reports/measure-loop.ts';
import { loadFactsTable } from './load-facts.ts';
import { sectionColumns, sectionSql, withFacts } from '../../src/reports/section-sql.ts';
import { sectionView } from '../../src/reports/section-rows.ts';
import { csvText } from '../../src/support/output/csv.ts';
import { createMeasureMacros } from './measure-macros.ts';
import { factsOf } from './typed-facts.ts';

function figuresOf(section: Section, table: Table): readonly Figures[] {
  const view = sectionView(section, table, null);
  return view.columns(0, view.length);
}

const facts = factsOf({
  id: 'integer',
  txt: 'string',
  num: 'number',
  day: 'date',
  ts: 'timestamp',
  flag: 'boolean',
  names: 'list',
  // These say the same in all rows.
  fixed: 'integer',
  none: 'string',
  text: 'string',
});

it.each([false, true])('writes a page’s rows as the command line does (raw: %s)', async (raw) => {
  const db = await Database.open(':memory:', { threads: 2 });
  await createMeasureMacros(db);
  await db.run(`create table facts as
    select *, 7 as fixed, null::varchar as none, '=x' as text from (
    select * from (values
      (1, 'plain', 0.5, date '2024-02-29', timestamp '2024-05-01 07:00:00', true, ['a', '=b']),
      (2, '=1+1', -1e-7, date '1969-12-31', timestamp '2024-05-01 07:00:00.5', false, []),
      (3, 'a,"b"' || chr(10), 1e21, null, timestamp '2024-05-01 07:00:00.12', null, null),
      (4, '', 3, date '2024-02-29', timestamp '2024-05-01 07:00:00.000120', true, ['a, b', null]),
      (5, repeat('="€', 300_000), -0.0, null, timestamp '1969-12-31 23:59:59.999999', null, ['"']),
      (null, '-', 0.1 + 0.2, null, null, false, null)
    ) as rows(id, txt, num, day, ts, flag, names)
    union all
    select i + 10, 'n' || i % 7, i / 3, null, timestamp '2024-05-01' + to_seconds(i), null, null
    from range(30_000) as numbers(i))`);
  const section = rowsSection({ id: 'rows', title: 'Rows', facts });
  const figures = figuresOf(section, await loadFactsTable(db, facts, 'facts'));
  const pieces = [...csvPieces(sectionColumns(section), figures, raw)];
  const sql = withFacts('select * from main.facts', sectionSql(section));
  let expected = '';
  for await (const { raw: result } of runStatements(db, sql, 'rows')) {
    for await (const piece of csvText(outputResult(result), { guardFormulas: !raw })) {
      expected += piece;
    }
  }
  expect(Buffer.concat(pieces).toString()).toBe(expected);
  expect(pieces.length).toBeGreaterThan(2);
  db.close();
});
