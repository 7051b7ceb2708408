import type { Database } from '../duckdb/database.ts';
import { quotedIdentifier, quotedString } from '../duckdb/sql-text.ts';
import { dropTempView } from '../duckdb/write-select.ts';
import { dayMarts } from '../models/day-marts.ts';
import { areViewsKept, keptTable, keptViews, shadowView } from '../models/kept-views.ts';
import type { Model } from '../models/model.ts';
import { loadModels } from '../models/registry.ts';
import { loadFormats } from '../parsers/registry.ts';

/** One thing a warehouse must be, and how many times it is not. */
export interface CheckResult {
  readonly check: string;
  readonly faults: number;
  /** The first few places. */
  readonly examples: readonly string[];
}

/** Runs the SELECT of faults, or of their number, and says how many there are. */
type Look = (check: string, sql: string) => Promise<number>;

/** Everything `easel check` looks at; a sound warehouse has no faults. */
export async function checkWarehouse(db: Database): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  const look: Look = async (check, sql) => {
    const rows = await db.rows(sql);
    const faults = Number(rows[0]?.['faults'] ?? rows.length);
    const examples = rows.slice(0, 5).map((row) => (row['place'] ?? '') as string);
    results.push({ check, faults, examples: examples.filter((each) => each !== '') });
    return faults;
  };
  await look(
    'files: lines = directives + blank + data',
    `select path as place from files where lines is not null and lines <> directives + blank + data`,
  );
  await look(
    'files: data = rows + filtered + rejects + pending',
    `select path as place from files where lines is not null and data <> rows + filtered + rejects + pending`,
  );
  await look(
    'files: no count is negative',
    `select path as place from files where least(lines, directives, blank, data, rows, filtered, rejects, pending) < 0`,
  );
  for (const [table, names] of await tablesOfFormats()) {
    await look(
      `${table}: as many rows a file as files.rows says`,
      `with counted as (select file_id, count(*) as n from ${quotedIdentifier(table)} group by file_id)
       select coalesce(path, 'file ' || counted.file_id) as place
       from (from files where format in (${names.map(quotedString).join(', ')})) as files
       full join counted using (file_id)
       where coalesce(files.rows, 0) <> coalesce(n, 0)`,
    );
  }
  await look(
    'rejects: as many a file as files.rejects says',
    `with counted as (select file_id, count(*) as n from rejects group by file_id)
     select coalesce(path, 'file ' || counted.file_id) as place
     from files full join counted using (file_id)
     where coalesce(files.rejects, 0) <> coalesce(n, 0)`,
  );
  await look(
    'request_facts: each line of a file once',
    `select 'file ' || file_id || ' line ' || line_no as place from request_facts group by file_id, line_no having count(*) > 1 limit 1000`,
  );
  for (const { table, counted } of dayMarts) {
    await look(
      `${table}: as the requests of the day say`,
      `with kept as (from ${table} anti join stale_days using (day)),
         counted as (
           from ${counted}(timestamp '-infinity', timestamp 'infinity')
           anti join stale_days using (day)
         )
       select day::varchar as place from (from kept except from counted)
       union
       select day::varchar from (from counted except from kept)
       order by place`,
    );
  }
  if (await areViewsKept(db)) await lookAtKeptViews(db, look);
  for (const model of await loadModels()) {
    for (const { check, sql } of modelChecks(model)) await look(check, sql);
  }
  return results;
}

/** Each view finds the kept rows of those before it that are sound: else it would work them out again. */
async function lookAtKeptViews(db: Database, look: Look): Promise<void> {
  const catalog = quotedIdentifier((await db.value('select current_database()')) as string);
  try {
    for (const view of keptViews) {
      const table = keptTable(view);
      const faults = await look(
        `${table}: as the view says`,
        `with seen as materialized (from ${catalog}.main.${view})
         select count(*) as faults from (
           (from seen except all from ${table}) union all (from ${table} except all from seen)
         )`,
      );
      if (faults === 0) await shadowView(db, catalog, view);
    }
  } finally {
    for (const view of keptViews) await dropTempView(db, view);
  }
}

/** The tables log lines and records go to, with the formats that fill them. */
async function tablesOfFormats(): Promise<Map<string, string[]>> {
  const tables = new Map<string, string[]>();
  for (const format of await loadFormats()) {
    const table = format.kind === 'framed' ? format.table : 'request_facts';
    tables.set(table, [...(tables.get(table) ?? []), format.name]);
  }
  return tables;
}

function modelChecks(model: Model): { check: string; sql: string }[] {
  if (model.kind !== 'table') return [];
  const table = quotedIdentifier(model.name);
  const checks: { check: string; sql: string }[] = [];
  for (const [name, { notNull, oneOf }] of Object.entries(model.columns)) {
    const column = quotedIdentifier(name);
    if (notNull === true) {
      const sql = `select count(*) as faults from ${table} where ${column} is null`;
      checks.push({ check: `${model.name}: ${name} is there`, sql });
    }
    if (oneOf !== undefined) {
      const list = oneOf.map(quotedString).join(', ');
      const sql = `select count(*) as faults from ${table} where ${column} not in (${list})`;
      checks.push({ check: `${model.name}: ${name} is one of ${oneOf.join(', ')}`, sql });
    }
  }
  if (model.unique !== undefined) {
    const key = model.unique.map(quotedIdentifier).join(', ');
    const sql = `select count(*) as faults from (select ${key} from ${table} group by all having count(*) > 1)`;
    checks.push({ check: `${model.name}: ${model.unique.join(', ')} is unique`, sql });
  }
  return checks;
}
