import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AppError } from '../support/errors.ts';
import type { Model } from './model.ts';

const folder = path.dirname(fileURLToPath(import.meta.url));
const modelFile = /^(?<noun>[a-z0-9-]+)\.model\.[jt]s$/;

let loading: Promise<readonly Model[]> | undefined;

/** Every model there is, by name; found by listing the folder. */
export function loadModels(): Promise<readonly Model[]> {
  loading ??= readModels();
  return loading;
}

async function readModels(): Promise<readonly Model[]> {
  const nouns = (await readdir(folder)).flatMap((file) => modelFile.exec(file)?.groups?.noun ?? []);
  const models = await Promise.all([...new Set(nouns)].sort().map(readModel));
  return models.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function readModel(noun: string): Promise<Model> {
  const extension = path.extname(fileURLToPath(import.meta.url));
  const file = path.join(folder, `${noun}.model${extension}`);
  const { default: model } = (await import(pathToFileURL(file).href)) as { default: Model };
  if (model.name !== noun.replaceAll('-', '_')) {
    throw new AppError('model-name', `${file} defines ${model.name}, not ${noun}`);
  }
  if (model.kind === 'table' || model.sql !== undefined) return model;
  return { ...model, sql: await readFile(path.join(folder, `${noun}.sql`), 'utf8') };
}

/** The SQL macros the models are written with, one `create macro` a statement. */
export function loadMacros(): Promise<string> {
  return readFile(path.join(folder, 'macros.sql'), 'utf8');
}
