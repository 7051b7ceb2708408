import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Format } from './format.ts';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'formats');
const formatFile = /^[a-z0-9-]+\.format\.[jt]s$/;

let loading: Promise<readonly Format[]> | undefined;

/** Every format there is, by name; found by listing `formats/`. */
export function loadFormats(): Promise<readonly Format[]> {
  loading ??= readFormats();
  return loading;
}

async function readFormats(): Promise<readonly Format[]> {
  const files = (await readdir(folder)).filter((file) => formatFile.test(file)).sort();
  const formats = await Promise.all(files.map((file) => readFormat(file)));
  return formats.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function readFormat(file: string): Promise<Format> {
  const url = pathToFileURL(path.join(folder, file)).href;
  return ((await import(url)) as { default: Format }).default;
}

/** The format called `name`, if there is one; case is ignored. */
export async function findFormat(name: string): Promise<Format | undefined> {
  const wanted = name.toLowerCase();
  // Most formats lie in the file of their name: the others need not be loaded.
  const files = [`${wanted}.format.js`, `${wanted}.format.ts`].filter((file) =>
    formatFile.test(file),
  );
  const file = files.find((one) => existsSync(path.join(folder, one)));
  const likely = file === undefined ? undefined : await readFormat(file);
  if (likely?.name === wanted) return likely;
  return (await loadFormats()).find((format) => format.name.toLowerCase() === wanted);
}
