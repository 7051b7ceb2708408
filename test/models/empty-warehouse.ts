import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Database } from '../../src/duckdb/database.ts';
import { createSchema } from '../../src/models/schema.ts';

let folder: Promise<string> | undefined;
let copies = 0;

/** A database with the schema of a warehouse: a copy of one, as to make it takes ten times as long. */
export async function emptyWarehouse(threads: number): Promise<Database> {
  folder ??= makeTemplate();
  const made = await folder;
  copies += 1;
  const file = path.join(made, `${copies}.duckdb`);
  copyFileSync(path.join(made, 'empty.duckdb'), file);
  return Database.open(file, { threads });
}

async function makeTemplate(): Promise<string> {
  const made = mkdtempSync(path.join(tmpdir(), 'easel-models-'));
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  const db = await Database.open(path.join(made, 'empty.duckdb'), { threads: 1 });
  await createSchema(db);
  await db.run('checkpoint');
  db.close();
  return made;
}
