import { stat } from 'node:fs/promises';
import type { FilePosition } from '../checkpoint.ts';
import type { Settings } from '../command-line-parameters.ts';
import { type Columns, orderOf } from './delimited-columns.ts';
import { cut, decodeOf, keptLines, type Layout, recordsIn } from './delimited-lines.ts';
import type { InputWorld } from './input.ts';
import { headOf } from './open-files.ts';
import { timestampReader } from './parse-timestamp.ts';
import type { PlainFile } from './plain-file.ts';
import { RecordFile } from './record-file.ts';

interface Copying {
  readonly layout: Layout;
  readonly settings: Settings;
  readonly world: InputWorld;
  readonly columns: Columns;
  readonly records: RecordFile;
  readonly before: FilePosition | undefined;
}

export async function copyRecords(
  copying: Copying,
  file: PlainFile,
  index: number,
): Promise<FilePosition> {
  const { layout, settings, world, columns, records, before } = copying;
  const { size } = await stat(file.path);
  const state = { line: 0 };
  const lines = keptLines(layout, file, settings, decodeOf(settings, world, size), state);
  const readers = columns.types.map((type) =>
    type.format === undefined ? undefined : timestampReader(type.format),
  );
  let order: readonly number[] | undefined;
  let isHeader = settings.isOn('headerRow');
  let count = 0;
  for await (const values of size === 0 ? [] : recordsIn(layout, lines)) {
    if (isHeader) {
      isHeader = false;
      if (index > 0) order = orderOf(values, columns.names);
      continue;
    }
    count++;
    if (state.line <= (before?.lines ?? 0)) continue;
    const cells = cut(
      order === undefined ? values : order.map((i) => values[i] ?? ''),
      columns.names.length,
      layout,
    );
    for (const [i, read] of readers.entries()) {
      const cell = cells[i];
      if (read !== undefined && cell !== null && cell !== undefined) cells[i] = read(cell) ?? null;
    }
    await records.add([file.name, String(state.line), ...cells]);
  }
  return {
    bytes: size,
    records: count,
    lines: state.line,
    head: await headOf(file.path, size),
  };
}
