import type { Database } from '../duckdb/database.ts';
import { AppError } from '../support/errors.ts';
import type { Model } from './model.ts';

/**
 * Models in an order in which each comes after those its SELECT reads. What a SELECT reads is
 * taken from DuckDB's own parse of it, so no list of dependencies is kept by hand.
 */
export async function orderModels(
  db: Database,
  models: readonly Model[],
): Promise<readonly Model[]> {
  const byName = new Map(models.map((model) => [model.name, model]));
  const reads = new Map<string, readonly string[]>();
  for (const model of models) {
    const tables = model.sql === undefined ? [] : await tablesOf(db, model);
    reads.set(
      model.name,
      tables.filter((table) => byName.has(table)),
    );
  }
  const ordered = new Set<Model>();
  const visit = (model: Model, path: readonly string[]): void => {
    if (ordered.has(model)) return;
    if (path.includes(model.name)) {
      throw new AppError('model-cycle', `models read each other: ${path.join(' -> ')}`);
    }
    for (const name of reads.get(model.name) ?? []) {
      const read = byName.get(name);
      if (read !== undefined) visit(read, [...path, model.name]);
    }
    ordered.add(model);
  };
  for (const model of models) visit(model, []);
  return [...ordered];
}

/** The tables and table functions that the SELECT of a model names, its own CTEs left out. */
async function tablesOf(db: Database, model: Model): Promise<readonly string[]> {
  const json = await db.value('select json_serialize_sql($sql::varchar)', {
    sql: model.sql ?? '',
  });
  const parsed = JSON.parse(json as string) as { error: boolean; error_message?: string };
  if (parsed.error) {
    throw new AppError('model-sql', `${model.name}.sql: ${parsed.error_message ?? 'no SELECT'}`);
  }
  const tables = new Set<string>();
  const ctes = new Set<string>();
  walk(parsed, (node) => {
    if (node['type'] === 'BASE_TABLE') tables.add(String(node['table_name']));
    if (node['type'] === 'TABLE_FUNCTION') tables.add(functionName(node));
    const cteMap = node['cte_map'] as { map?: readonly { key: string }[] } | undefined;
    for (const { key } of cteMap?.map ?? []) ctes.add(key);
  });
  return [...tables].filter((table) => !ctes.has(table));
}

function functionName(node: Readonly<Record<string, unknown>>): string {
  return (node['function'] as { function_name: string }).function_name;
}

function walk(node: unknown, look: (node: Record<string, unknown>) => void): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, look);
  } else if (typeof node === 'object' && node !== null) {
    look(node as Record<string, unknown>);
    for (const item of Object.values(node)) walk(item, look);
  }
}
