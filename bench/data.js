import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateBulkLog } from '../dist/demo/bulk-log.js';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
/** Where logs, warehouses and peers of the bench live; `EASEL_BENCH_CACHE` moves it to another disk. */
export const cache = process.env.EASEL_BENCH_CACHE ?? path.join(root, 'bench', '.cache');

/** A generated log of so many lines (about 404 bytes each), made once and kept. */
export function bulkLog(name, options) {
  mkdirSync(cache, { recursive: true });
  const file = path.join(cache, `${name}.log`);
  if (!existsSync(file)) {
    const half = `${file}.half`;
    const fd = openSync(half, 'w');
    for (const chunk of generateBulkLog(options)) writeSync(fd, chunk);
    closeSync(fd);
    renameSync(half, file);
  }
  return { file, bytes: statSync(file).size, lines: options.lines };
}
