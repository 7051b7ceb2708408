import type { Database } from '../duckdb/database.ts';
import { quotedIdentifier } from '../duckdb/sql-text.ts';
import { bound, type Parameters } from './facts-sql.ts';
import type { LoadedReport } from './load-reports.ts';

interface SharedView {
  /** What it reads of the others. */
  readonly reads: readonly string[];
  /** Of a function, what reports call it with, as parameters of their SQL. */
  readonly with?: string;
}

/**
 * Views that look at every request and that several facts join. In a report's connection each is
 * worked out once, into a temporary table of the same name, which SQL there finds first; the SQL that
 * a report shows stays the same and runs anywhere. In an order in which each follows what it reads.
 *
 * A function gives way to one of the same name that returns the table. It knows the answer for
 * the report's own parameters only: so functions come after all views.
 */
const sharedViews: Readonly<Record<string, SharedView>> = {
  sightings: { reads: [] },
  accounts: { reads: ['sightings'] },
  devices: { reads: ['sightings', 'accounts'] },
  subjects: { reads: ['sightings', 'accounts', 'devices'] },
  client_subjects: { reads: ['sightings', 'accounts', 'devices', 'subjects'] },
  device_owners: { reads: ['sightings', 'accounts', 'devices'] },
  devices_as_of: { reads: ['sightings', 'accounts'], with: '$as_of' },
  period_scale: { reads: [], with: '$since, $until' },
  heartbeat_hours: { reads: [], with: '$since, $until, $probes' },
};

/** Runs `work` while the views that `reports` read are kept as tables. */
export async function withSharedViews<T>(
  db: Database,
  reports: readonly LoadedReport[],
  parameters: Parameters,
  work: () => Promise<T>,
): Promise<T> {
  const catalog = (await db.value('select current_database()')) as string;
  const drops: string[] = [];
  try {
    for (const view of viewsOf(reports)) {
      const call = sharedViews[view]?.with;
      const table = call === undefined ? view : `${view}_kept`;
      const { sql, bindings } = bound(keepStatement(catalog, view, table, call), parameters);
      await db.run(sql, bindings);
      drops.unshift(`drop table temp.${table}`);
      if (call === undefined) continue;
      await db.run(functionStatement(view, table, call));
      drops.unshift(`drop macro table temp.${view}`);
    }
    return await work();
  } finally {
    for (const drop of drops) await db.run(drop);
  }
}

function viewsOf(reports: readonly LoadedReport[]): string[] {
  const text = reports.flatMap(({ sql }) => [...sql.values()]).join('\n');
  const read = Object.keys(sharedViews).filter((view) => new RegExp(`\\b${view}\\b`).test(text));
  const needed = new Set(read.flatMap((view) => [...(sharedViews[view]?.reads ?? []), view]));
  return Object.keys(sharedViews).filter((view) => needed.has(view));
}

function keepStatement(catalog: string, view: string, table: string, call?: string): string {
  const own = `${quotedIdentifier(catalog)}.main.${view}`;
  return `create temp table ${table} as from ${own}${call === undefined ? '' : `(${call})`}`;
}

function functionStatement(view: string, table: string, call: string): string {
  const parameters = call.split(', ').map((_, index) => `p${index}`);
  return `create temp macro ${view}(${parameters.join(', ')}) as table from temp.${table}`;
}
