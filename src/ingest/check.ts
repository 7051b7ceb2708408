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

/** A SELECT of faults, or of their number. */
interface Check {
  readonly check: string;
  readonly sql: string;
}

/** What the counts of a file must be by themselves. */
const fileChecks: readonly Check[] = [
  {
    check: 'files: lines = directives + blank + data',
    sql: `select path as place from files where lines is not null and lines <> directives + blank + data`,
  },
  {
    check: 'files: data = rows + filtered + rejects + pending',
    sql: `select path as place from files where lines is not null and data <> rows + filtered + rejects + pending`,
  },
  {
    check: 'files: no count is negative',
    sql: `select path as place from files where least(lines, directives, blank, data, rows, filtered, rejects, pending) < 0`,
  },
];

/** What the lines of files must be. */
const lineChecks: readonly Check[] = [
  {
    check: 'rejects: as many a file as files.rejects says',
    sql: `with counted as (select file_id, count(*) as n from rejects group by file_id)
     select coalesce(path, 'file ' || counted.file_id) as place
     from files full join counted using (file_id)
     where coalesce(files.rejects, 0) <> coalesce(n, 0)`,
  },
  {
    check: 'request_facts: each line of a file once',
    sql: `select 'file ' || file_id || ' line ' || line_no as place from request_facts group by file_id, line_no having count(*) > 1 limit 1000`,
  },
];

/** Everything `easel check` looks at; a sound warehouse has no faults. */
export async function checkWarehouse(db: Database): Promise<CheckResult[]> {
  const tables = [...(await tablesOfFormats())].map(formatTableCheck);
  const models = (await loadModels()).flatMap(modelChecks);
  const marts = dayMarts.map(dayMartCheck);
  const results: CheckResult[] = [];
  for (const check of [...fileChecks, ...tables, ...lineChecks, ...marts])
    results.push(await lookAt(db, check));
  if (await areViewsKept(db)) results.push(...(await lookAtKeptViews(db)));
  for (const check of models) results.push(await lookAt(db, check));
  return results;
}

async function lookAt(db: Database, { check, sql }: Check): Promise<CheckResult> {
  const rows = await db.rows(sql);
  const faults = Number(rows[0]?.['faults'] ?? rows.length);
  const examples = rows.slice(0, 5).map((row) => (row['place'] ?? '') as string);
  return { check, faults, examples: examples.filter((each) => each !== '') };
}

/** Each view finds the kept rows of those before it that are sound: else it would work them out again. */
async function lookAtKeptViews(db: Database): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  const catalog = quotedIdentifier((await db.value('select current_database()')) as string);
  try {
    for (const view of keptViews) {
      const table = keptTable(view);
      const result = await lookAt(db, {
        check: `${table}: as the view says`,
        sql: `with seen as materialized (from ${catalog}.main.${view})
         select count(*) as faults from (
           (from seen except all from ${table}) union all (from ${table} except all from seen)
         )`,
      });
      results.push(result);
      if (result.faults === 0) await shadowView(db, catalog, view);
    }
    return results;
  } finally {
    for (const view of keptViews) await dropTempView(db, view);
  }
}

function formatTableCheck([table, formats]: readonly [string, readonly string[]]): Check {
  return {
    check: `${table}: as many rows a file as files.rows says`,
    sql: `with counted as (select file_id, count(*) as n from ${quotedIdentifier(table)} group by file_id)
       select coalesce(path, 'file ' || counted.file_id) as place
       from (from files where format in (${formats.map(quotedString).join(', ')})) as files
       full join counted using (file_id)
       where coalesce(files.rows, 0) <> coalesce(n, 0)`,
  };
}

function dayMartCheck({ table, counted }: (typeof dayMarts)[number]): Check {
  return {
    check: `${table}: as the requests of the day say`,
    sql: `with kept as (from ${table} anti join stale_days using (day)),
         counted as (
           from ${counted}(timestamp '-infinity', timestamp 'infinity')
           anti join stale_days using (day)
         )
       select day::varchar as place from (from kept except from counted)
       union
       select day::varchar from (from counted except from kept)
       order by place`,
  };
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

function modelChecks(model: Model): Check[] {
  if (model.kind !== 'table') return [];
  const table = quotedIdentifier(model.name);
  const checks: Check[] = [];
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
