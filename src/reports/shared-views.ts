import type { Database } from '../duckdb/database.ts';
import { quotedIdentifier } from '../duckdb/sql-text.ts';
import type { LoadedReport } from './load-reports.ts';

/**
 * Views that look at every request and that several facts join. In a report's connection each is
 * worked out once, into a temporary table of the same name, which SQL there finds first; the SQL that
 * a report shows stays the same and runs anywhere. In an order in which each follows what it reads.
 */
const sharedViews: Readonly<Record<string, readonly string[]>> = {
  sightings: [],
  accounts: ['sightings'],
  devices: ['sightings', 'accounts'],
  subjects: ['sightings', 'accounts', 'devices'],
  client_subjects: ['sightings', 'accounts', 'devices', 'subjects'],
  device_owners: ['sightings', 'accounts', 'devices'],
};

/** Runs `work` while the views that `reports` read are kept as tables. */
export async function withSharedViews<T>(
  db: Database,
  reports: readonly LoadedReport[],
  work: () => Promise<T>,
): Promise<T> {
  const catalog = (await db.value('select current_database()')) as string;
  const kept: string[] = [];
  try {
    for (const view of viewsOf(reports)) {
      await db.run(keepStatement(catalog, view));
      kept.push(view);
    }
    return await work();
  } finally {
    for (const view of kept) await db.run(dropStatement(view));
  }
}

function viewsOf(reports: readonly LoadedReport[]): string[] {
  const text = reports.flatMap(({ sql }) => [...sql.values()]).join('\n');
  const read = Object.keys(sharedViews).filter((view) => new RegExp(`\\b${view}\\b`).test(text));
  const needed = new Set(read.flatMap((view) => [...(sharedViews[view] ?? []), view]));
  return Object.keys(sharedViews).filter((view) => needed.has(view));
}

function keepStatement(catalog: string, view: string): string {
  return `create temp table ${view} as from ${quotedIdentifier(catalog)}.main.${view}`;
}

function dropStatement(view: string): string {
  return `drop table temp.${view}`;
}
