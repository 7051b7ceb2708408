import { Capture } from '../cli/run-easel.ts';
import type { Database } from '../../src/duckdb/database.ts';
import { refreshDerived } from '../../src/models/kept-views.ts';
import { pairTouched } from '../../src/models/pair-touched.ts';
import { renderReports } from '../../src/reports/render-reports.ts';
import type { ReportOptions } from '../../src/reports/report-options.ts';
import { insertFile, insertRows, type TestRow } from '../models/request-rows.ts';
import { emptyWarehouse } from '../models/empty-warehouse.ts';

export type JsonRow = Record<string, unknown>;
export interface JsonSection {
  readonly id: string;
  readonly notes?: readonly string[];
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly JsonRow[];
  readonly total_rows: number;
}

/** A warehouse in memory with these ActiveSync rows, as ingest would have left it. */
export async function warehouseOf(rows: readonly TestRow[]): Promise<Database> {
  const db = await emptyWarehouse(2);
  const files = [...new Set(rows.map((row) => row.file_id))];
  for (const id of files) await insertFile(db, id, `u_ex${id}.log`);
  await insertRows(db, rows);
  const times = rows.map((row) => row.requested_at).sort();
  await pairTouched(db, { from: times[0] ?? null, to: times.at(-1) ?? null, fileIds: files });
  await refreshDerived(db);
  return db;
}

/** The sections of a built-in report as JSON, by id. */
export async function reportSections(
  db: Database,
  name: string,
  options: Partial<ReportOptions> = {},
): Promise<Map<string, JsonSection>> {
  const out = new Capture();
  await renderReports({
    db,
    names: [name],
    out,
    format: 'json',
    filters: {},
    now: new Date('2024-05-10T00:00:00Z'),
    version: '0.0.0',
    ...options,
  });
  const report = JSON.parse(out.text) as { sections: JsonSection[] };
  return new Map(report.sections.map((section) => [section.id, section]));
}

/** Rows of a section with only these columns. */
export function pick(section: JsonSection | undefined, ...columns: string[]): JsonRow[] {
  return (section?.rows ?? []).map((row) =>
    Object.fromEntries(columns.map((column) => [column, row[column]])),
  );
}
