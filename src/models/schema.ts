import type { Database } from '../duckdb/database.ts';
import { quotedIdentifier, quotedString } from '../duckdb/sql-text.ts';
import { generatedMacros } from './generated-macros.ts';
import { orderModels } from './model-order.ts';
import type { Model } from './model.ts';
import { loadMacros, loadModels } from './registry.ts';

/**
 * Makes every table, view and mart of the warehouse, empty, with its descriptions. Run it in the
 * transaction that creates the warehouse.
 */
export async function createSchema(db: Database): Promise<void> {
  const models = await orderModels(db, await loadModels());
  await db.run(generatedMacros());
  await db.run(await loadMacros());
  for (const model of models) {
    await db.run(definition(model));
    await db.run(comments(model));
  }
}

function definition(model: Model): string {
  const name = quotedIdentifier(model.name);
  if (model.kind === 'view') return `create view ${name} as ${model.sql ?? ''}`;
  if (model.kind === 'function') {
    const parameters = Object.keys(model.parameters ?? {}).map(quotedIdentifier);
    return `create macro ${name}(${parameters.join(', ')}) as table ${model.sql ?? ''}`;
  }
  const columns = Object.entries(model.columns).map(([column, { type, default: value }]) => {
    const otherwise = value === undefined ? '' : ` default ${value}`;
    return `  ${quotedIdentifier(column)} ${type}${otherwise}`;
  });
  return `create table ${name} (\n${columns.join(',\n')}\n)`;
}

function comments(model: Model): string {
  const name = quotedIdentifier(model.name);
  if (model.kind === 'function') {
    return `comment on macro table ${name} is ${quotedString(model.doc)}`;
  }
  const statements = [`comment on ${model.kind} ${name} is ${quotedString(model.doc)}`];
  for (const [column, { doc, unit }] of Object.entries(model.columns)) {
    const text = unit === undefined ? doc : `${doc} [${unit}]`;
    statements.push(
      `comment on column ${name}.${quotedIdentifier(column)} is ${quotedString(text)}`,
    );
  }
  return statements.join(';\n');
}
