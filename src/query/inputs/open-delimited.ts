import type { FilePosition } from '../checkpoint.ts';
import type { Settings } from '../command-line-parameters.ts';
import { type Columns, columnsOf, orderOf } from './delimited-columns.ts';
import { copyRecords } from './delimited-copy.ts';
import {
  areReadable,
  regularRelation,
  regularText,
  type RegularText,
} from './delimited-in-place.ts';
import { type Layout, keptLines, recordsIn } from './delimited-lines.ts';
import type { GuessedType } from './guess-types.ts';
import { type InputWorld, noErrors, type OpenInput } from './input.ts';
import { openFiles, positionIn, refuseCheckpoint } from './open-files.ts';
import type { PlainFile } from './plain-file.ts';
import { RecordFile, recordRelation, type RecordField } from './record-file.ts';

/** Opens CSV or TSV files: regular ones are split by DuckDB where they are, others record by record. */
export async function openDelimited(
  layout: Layout,
  entries: readonly string[],
  settings: Settings,
  world: InputWorld,
): Promise<OpenInput> {
  refuseCheckpoint(entries, world);
  const files = await openFiles(entries, settings, world);
  const columns = await columnsOf(layout, files, settings, world);
  const fields: RecordField[] = [
    { name: 'Filename', type: 'STRING' },
    { name: 'RowNumber', type: 'INTEGER' },
    ...columns.names.map((name, i) => fieldOf(name, columns.types[i])),
  ];
  const regular = await regularTexts(layout, files, columns, settings, world);
  if (regular !== undefined) {
    const count = regular.reduce((sum, { scan, skip }) => sum + scan.lines - skip, 0);
    return {
      source: {
        name: layout.name,
        fields,
        relation: (wanted) => regularRelation(regular, layout, columns, wanted),
      },
      elements: () => Promise.resolve(count),
      ...noErrors,
    };
  }
  const records = await RecordFile.create(world.temporaryPath());
  const positions = new Map<string, FilePosition>();
  try {
    for (const [index, file] of files.entries()) {
      const before = await positionIn(file, world);
      const position = await copyRecords(
        { layout, settings, world, columns, records, before },
        file,
        index,
      );
      positions.set(file.name, position);
    }
  } finally {
    await records.close();
  }
  return {
    source: {
      name: layout.name,
      fields,
      relation: (wanted) => recordRelation({ file: records, fields }, wanted),
    },
    elements: () => Promise.resolve(records.count),
    ...noErrors,
    positions,
  };
}

/** The files as DuckDB may split them itself; undefined where one of them asks for more. */
async function regularTexts(
  layout: Layout,
  files: readonly PlainFile[],
  columns: Columns,
  settings: Settings,
  world: InputWorld,
): Promise<RegularText[] | undefined> {
  const isPlain =
    layout.keeps === undefined &&
    world.checkpoint === undefined &&
    [0, -2, 65001, 20127].includes(settings.number('iCodepage')) &&
    columns.names.length > 0 &&
    files.length > 0;
  if (!isPlain || !areReadable(columns.types)) return undefined;
  const hasHeader = settings.isOn('headerRow');
  const skip = Math.max(0, settings.number('nSkipLines')) + (hasHeader ? 1 : 0);
  const texts: RegularText[] = [];
  for (const [index, file] of files.entries()) {
    if (index > 0 && hasHeader && (await hasOtherOrder(layout, file, columns, settings, world))) {
      return undefined;
    }
    const text = await regularText(file, layout, skip, world.signal);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return texts;
}

async function hasOtherOrder(
  layout: Layout,
  file: PlainFile,
  { names }: Columns,
  settings: Settings,
  world: InputWorld,
): Promise<boolean> {
  const decode = { codepage: settings.number('iCodepage'), signal: world.signal };
  const lines = keptLines(layout, file, settings, decode, { line: 0 });
  for await (const header of recordsIn(layout, lines)) return orderOf(header, names) !== undefined;
  return false;
}

function fieldOf(name: string, type: GuessedType | undefined): RecordField {
  if (type === undefined) return { name, type: 'STRING' };
  return type.kind === undefined
    ? { name, type: type.type }
    : { name, type: type.type, kind: type.kind };
}
