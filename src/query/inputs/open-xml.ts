import { AppError } from '../../support/errors.ts';
import type { Settings } from '../command-line-parameters.ts';
import { fixedTimestampSql } from './fixed-timestamp.ts';
import { isInteger } from './guess-types.ts';
import { type InputWorld, noErrors, type OpenInput } from './input.ts';
import { textOf } from './lines-of.ts';
import { openFiles } from './open-files.ts';
import { formatKind, timestampReader } from './parse-timestamp.ts';
import { RecordFile, recordRelation, type RecordField } from './record-file.ts';
import { compactNames, XmlRecords, type XmlMode } from './xml-records.ts';

/** Reads all records of the documents; the types of fields come from their values. */
export async function openXml(
  entries: readonly string[],
  settings: Settings,
  world: InputWorld,
): Promise<OpenInput> {
  const records = await RecordFile.create(world.temporaryPath());
  const columns = new Map<string, ColumnTypes>();
  const format = settings.text('iTsFormat');
  const limit = settings.number('dtNodes') < 0 ? Infinity : settings.number('dtNodes');
  const read = timestampReader(format);
  try {
    for (const entry of entries) {
      const [name, rootPath] = splitEntry(entry, settings.text('rootXPath'));
      const files = await openFiles([name], settings, world);
      for (const file of files) {
        const document = new XmlRecords({
          mode: settings.text('fMode') as XmlMode,
          rootPath,
          name: file.name,
          give(values) {
            for (const [path, value] of values) {
              let types = columns.get(path);
              if (types === undefined) columns.set(path, (types = new ColumnTypes()));
              if (types.seen < limit) types.see(value, read);
            }
            // What waits is written when the block of text is done.
            void records.add(Array.from(columns.keys(), (path) => values.get(path) ?? null));
          },
        });
        const codepage = settings.number('iCodepage');
        for await (const text of textOf(file.path, { codepage, signal: world.signal })) {
          document.write(text);
          await records.drained();
        }
        document.end();
      }
    }
  } finally {
    await records.close();
  }
  if (columns.size === 0) throw new AppError('cannot-open', 'the XML holds no records');
  const paths = [...columns.keys()];
  const names = settings.text('fNames') === 'Compact' ? compactNames(paths) : paths;
  const fields = paths.map((path, i) =>
    (columns.get(path) ?? new ColumnTypes()).field(names[i] ?? path, format),
  );
  return {
    source: {
      name: 'XML',
      fields,
      relation: (wanted) => recordRelation({ file: records, fields, isRagged: true }, wanted),
    },
    elements: () => Promise.resolve(records.count),
    ...noErrors,
  };
}

/** `file.xml#/root/item` in its parts. */
function splitEntry(entry: string, rootXPath: string): [string, string] {
  const mark = entry.lastIndexOf('#');
  return mark < 0 ? [entry, rootXPath] : [entry.slice(0, mark), entry.slice(mark + 1)];
}

class ColumnTypes {
  seen = 0;
  #isInteger = true;
  #isReal = true;
  #isTimestamp = true;

  see(value: string, read: (text: string) => string | undefined): void {
    if (value === '') return;
    this.seen++;
    if (this.#isInteger && !isInteger(value)) this.#isInteger = false;
    if (this.#isReal && !/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(value)) this.#isReal = false;
    if (this.#isTimestamp && read(value) === undefined) this.#isTimestamp = false;
  }

  field(name: string, format: string): RecordField {
    if (this.seen === 0) return { name, type: 'STRING' };
    if (this.#isInteger) return { name, type: 'INTEGER' };
    if (this.#isReal) return { name, type: 'REAL' };
    const sql = this.#isTimestamp ? fixedTimestampSql(format) : undefined;
    if (sql === undefined) return { name, type: 'STRING' };
    return { name, type: 'TIMESTAMP', kind: formatKind(format), sql };
  }
}
