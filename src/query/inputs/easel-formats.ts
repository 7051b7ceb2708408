import type { FramedFormat, PhysicalColumn } from '../../parsers/format.ts';
import { loadFormats } from '../../parsers/registry.ts';
import type { SourceField } from '../source.ts';
import {
  codepageParameter,
  type InputFormat,
  type InputWorld,
  minDateModParameter,
  type OpenInput,
  recurseParameter,
} from './input.ts';
import { linesOf } from './lines-of.ts';
import { openFiles } from './open-files.ts';
import { openLines } from './open-lines.ts';
import { RecordFile, recordRelation, type RecordField } from './record-file.ts';
import type { Settings } from '../command-line-parameters.ts';
import type { PlainFile } from './plain-file.ts';

const parameters = [codepageParameter('0'), recurseParameter('0'), minDateModParameter];

/** The formats easel ingests, as inputs under their own names: `-i:advanced-logging`. */
export async function easelInputs(): Promise<InputFormat[]> {
  return (await loadFormats()).map((format) => ({
    name: format.name.toUpperCase(),
    title: format.title,
    parameters,
    async open(entries, settings, world) {
      const files = await openFiles(entries, settings, world);
      return format.kind === 'lines'
        ? openLines(files, settings, world, {
            name: format.name.toUpperCase(),
            format,
            fields: leading,
            nameField: 'LogFilename',
            rowField: 'LogRow',
            otherField: fieldOf,
          })
        : openFramed(format, files, settings, world);
    },
  }));
}

/** A physical column as a query's field. */
function fieldOf({ column: name, type }: PhysicalColumn): SourceField {
  switch (type) {
    case 'VARCHAR':
      return { name, type: 'STRING' };
    case 'INTEGER':
    case 'BIGINT':
      return { name, type: 'INTEGER' };
    case 'DOUBLE':
      return { name, type: 'REAL' };
    case 'DATE':
      return { name, type: 'TIMESTAMP', kind: 'date' };
    case 'TIME':
      return { name, type: 'TIMESTAMP', kind: 'time' };
    case 'TIMESTAMP':
      return { name, type: 'TIMESTAMP' };
  }
}

const leading: readonly SourceField[] = [
  { name: 'LogFilename', type: 'STRING' },
  { name: 'LogRow', type: 'INTEGER' },
];

async function openFramed(
  format: FramedFormat,
  files: readonly PlainFile[],
  settings: Settings,
  world: InputWorld,
): Promise<OpenInput> {
  const records = await RecordFile.create(world.temporaryPath());
  const details: string[] = [];
  const facts = { server: 'null', site: 'null', keepQuery: true };
  let errors = 0;
  try {
    for (const file of files) {
      const codepage = settings.number('iCodepage');
      const lines = linesOf(file.path, { codepage, signal: world.signal });
      for await (const record of format.records(lines, facts)) {
        if ('values' in record) {
          await records.add([file.name, String(record.lineNo), ...record.values]);
        } else if ('reason' in record) {
          errors++;
          if (details.length < 2000) {
            details.push(
              `Cannot parse record: ${record.detail}\n  LogFile "${file.name}", Row number ${record.lineNo}`,
            );
          }
        }
      }
    }
  } finally {
    await records.close();
  }
  const fields: RecordField[] = [...leading, ...format.columns.map(fieldOf)];
  return {
    source: {
      name: format.name.toUpperCase(),
      fields,
      relation: (wanted) => recordRelation({ file: records, fields, isRagged: true }, wanted),
    },
    elements: () => Promise.resolve(records.count),
    parseErrors: (atMost) => Promise.resolve({ count: errors, details: details.slice(0, atMost) }),
  };
}
