import type { Database } from '../duckdb/database.ts';
import { quotedIdentifier } from '../duckdb/sql-text.ts';
import { dropTempView } from '../duckdb/write-select.ts';
import { areViewsKept, keptViews, shadowView } from '../models/kept-views.ts';
import { bound, type ReportParameters } from './facts-sql.ts';
import { allFacts, type LoadedReport } from './load-reports.ts';

interface SharedView {
  /** What it reads of the others. */
  readonly reads: readonly string[];
  /** Of a function, what reports call it with, as parameters of their SQL. */
  readonly with?: string;
  /** A view that says the same if the condition holds. */
  readonly same?: { readonly view: string; readonly when: string };
}

/**
 * Views that look at every request and that several facts join. In a report's connection each is
 * computed once, into a temporary table of the same name, which SQL there finds first; the SQL that
 * a report shows stays the same and runs anywhere. In an order in which each follows what it reads.
 * Where ingest has kept their rows, these are read.
 *
 * A function gives way to one of the same name that returns the table. It knows the answer for
 * the report's own parameters only: so functions come after all views.
 */
const sharedViews: Readonly<Record<string, SharedView>> = {
  sightings: { reads: [] },
  accounts: { reads: ['sightings'] },
  devices: { reads: ['sightings', 'accounts'] },
  device_spellings: { reads: ['sightings'] },
  subjects: { reads: ['sightings', 'accounts', 'devices', 'device_spellings'] },
  client_subjects: { reads: ['sightings', 'accounts', 'devices', 'device_spellings', 'subjects'] },
  device_owners: { reads: ['sightings', 'accounts', 'devices', 'device_spellings', 'subjects'] },
  devices_as_of: {
    reads: ['sightings', 'accounts'],
    with: '$as_of',
    same: {
      view: 'devices',
      when: `select
        $as_of >= coalesce((select max(requested_at) from request_facts), '-infinity')
        and $as_of >= coalesce((select max(as_of) from device_statistics_rows), '-infinity')`,
    },
  },
  heartbeat_hours: { reads: [], with: '$since, $until, $probes' },
};

/** Keeps the function views that a SELECT names, unless it has been done; for before it runs. */
export type KeepFunctions = (sql: string) => Promise<void>;

/**
 * Runs `work` while the views that `reports` read are kept as tables. Functions are kept when a SELECT
 * first names them: others go on before.
 */
export async function withSharedViews<T>(
  db: Database,
  reports: readonly LoadedReport[],
  parameters: ReportParameters,
  work: (keepFunctions: KeepFunctions) => Promise<T>,
): Promise<T> {
  const catalog = quotedIdentifier((await db.value('select current_database()')) as string);
  const kept = (await areViewsKept(db)) ? keptViews : [];
  const given = new Set<string>(kept);
  const drops: string[] = [];
  const keep = async (view: string): Promise<void> => {
    const call = sharedViews[view]?.with;
    const table = call === undefined ? view : `${view}_kept`;
    const { sql, bindings } = bound(keepStatement(catalog, view, table, call), parameters);
    given.add(view);
    await db.run(sql, bindings);
    drops.unshift(`drop table temp.${table}`);
    if (call === undefined) return;
    await db.run(functionStatement(view, table, call));
    drops.unshift(dropFunction(view));
  };
  try {
    for (const view of kept) {
      await shadowView(db, catalog, view);
    }
    for (const [view, { same, with: call }] of Object.entries(sharedViews)) {
      if (same === undefined || call === undefined || !given.has(same.view)) continue;
      const { sql, bindings } = bound(same.when, parameters);
      if ((await db.value(sql, bindings)) !== true) continue;
      await db.run(functionStatement(view, same.view, call));
      drops.unshift(dropFunction(view));
      given.add(view);
    }
    for (const view of viewsIn(reports.flatMap(textsOf).join('\n'), given)) {
      if (sharedViews[view]?.with === undefined) await keep(view);
    }
    return await work(async (sql) => {
      for (const view of viewsIn(sql, given)) await keep(view);
    });
  } finally {
    for (const drop of drops) await db.run(drop);
    for (const view of kept) await dropTempView(db, view);
  }
}

/** The SQL of a report, and where its facts look up. */
function textsOf({ report, sql }: LoadedReport): string[] {
  const lookups = allFacts(report).flatMap(({ columns }) =>
    Object.values(columns).flatMap(({ lookup }) => lookup?.from ?? []),
  );
  return [...sql.values(), ...lookups];
}

/** Those that a text names and what they read in turn, but for what is there already. */
function viewsIn(text: string, given: ReadonlySet<string>): string[] {
  const open = Object.keys(sharedViews).filter((view) => !given.has(view));
  const read = open.filter((view) => new RegExp(`\\b${view}\\b`).test(text));
  const needed = new Set(read.flatMap((view) => [...(sharedViews[view]?.reads ?? []), view]));
  return open.filter((view) => needed.has(view));
}

function keepStatement(catalog: string, view: string, table: string, call?: string): string {
  const own = `${catalog}.main.${view}`;
  return `create temp table ${table} as from ${own}${call === undefined ? '' : `(${call})`}`;
}

function functionStatement(view: string, table: string, call: string): string {
  const parameters = call.split(', ').map((_, index) => `p${index}`);
  return `create temp macro ${view}(${parameters.join(', ')}) as table from temp.${table}`;
}

function dropFunction(view: string): string {
  return `drop macro table temp.${view}`;
}
