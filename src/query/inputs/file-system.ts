import { lstat, stat } from 'node:fs/promises';
import path from 'node:path';
import { quotedString } from '../../duckdb/sql-text.ts';
import type { InputFormat } from './input.ts';
import { noErrors } from './input.ts';
import { nativePath } from '../native-path.ts';
import { hasWildcard, listing, matcher, notFound } from './find-files.ts';
import { RecordFile, recordRelation, type RecordField } from './record-file.ts';

const versionFields = [
  'FileVersion',
  'ProductVersion',
  'InternalName',
  'ProductName',
  'CompanyName',
  'LegalCopyright',
  'LegalTrademarks',
  'PrivateBuild',
  'SpecialBuild',
  'Comments',
  'FileDescription',
  'OriginalFilename',
];

/** Files and folders themselves: one record each. */
export const fileSystemInput: InputFormat = {
  name: 'FS',
  title: 'Properties of files and folders',
  parameters: [
    {
      name: 'recurse',
      kind: 'number',
      default: '-1',
      doc: 'Levels of sub-folders; -1 = all.',
    },
    {
      name: 'preserveLastAccTime',
      kind: 'switch',
      default: 'OFF',
      doc: 'Nothing to preserve: easel does not open the files.',
    },
    { name: 'useLocalTime', kind: 'switch', default: 'ON', doc: 'Times are local, not UTC.' },
  ],
  async open(entries, settings, world) {
    const records = await RecordFile.create(world.temporaryPath());
    const add = async (file: string, name: string): Promise<void> => {
      world.signal.throwIfAborted();
      const row = await rowOf(file, name);
      if (row !== undefined) await records.add(row);
    };
    try {
      for (const entry of entries) {
        const native = nativePath(entry, world.cwd);
        const absolute = path.resolve(world.cwd, native);
        const isFolder = /[\\/]$/.test(native) || native === '.' || native === '..';
        const folder = isFolder ? absolute : path.dirname(absolute);
        const pattern = isFolder ? '*' : path.basename(absolute);
        const before = records.count;
        await walk(folder, matcher(pattern), hasWildcard(pattern), settings.number('recurse'), add);
        if (records.count === before) throw notFound(entry);
      }
    } finally {
      await records.close();
    }
    const zone = settings.isOn('useLocalTime') ? world.tz : 'UTC';
    const time = (raw: string): string =>
      `timezone(${quotedString(zone)}, timezone('UTC', try_cast(${raw} as timestamp)))`;
    const fields: RecordField[] = [
      { name: 'Path', type: 'STRING' },
      { name: 'Name', type: 'STRING' },
      { name: 'Size', type: 'INTEGER' },
      { name: 'Attributes', type: 'STRING' },
      { name: 'CreationTime', type: 'TIMESTAMP', sql: time },
      { name: 'LastAccessTime', type: 'TIMESTAMP', sql: time },
      { name: 'LastWriteTime', type: 'TIMESTAMP', sql: time },
      ...versionFields.map(
        (name) => ({ name, type: 'STRING', sql: () => 'null::varchar' }) as const,
      ),
    ];
    return {
      source: {
        name: 'FS',
        fields,
        relation: (wanted) => recordRelation({ file: records, fields, isRagged: true }, wanted),
      },
      elements: () => Promise.resolve(records.count),
      ...noErrors,
    };
  },
};

type Add = (file: string, name: string) => Promise<void>;

async function walk(
  folder: string,
  fits: (name: string) => boolean,
  isPattern: boolean,
  levels: number,
  add: Add,
): Promise<void> {
  if (isPattern && fits('.')) {
    await add(folder, '.');
    await add(path.dirname(folder), '..');
  }
  const entries = await listing(folder);
  for (const { name } of entries) if (fits(name)) await add(path.join(folder, name), name);
  if (levels === 0) return;
  for (const { name, isFolder } of entries) {
    const inner = path.join(folder, name);
    if (isFolder && !(await lstat(inner)).isSymbolicLink()) {
      await walk(inner, fits, isPattern, levels - 1, add);
    }
  }
}

async function rowOf(file: string, name: string): Promise<string[] | undefined> {
  const stats = await stat(file).catch(() => undefined);
  if (stats === undefined) return undefined;
  const isFolder = stats.isDirectory();
  const attributes = [
    (stats.mode & 0o200) === 0 ? 'R' : '',
    name.startsWith('.') && name !== '.' && name !== '..' ? 'H' : '',
    isFolder ? 'D' : 'A',
  ].join('');
  const shown = name === '.' || name === '..' ? `${file}${path.sep}${name}` : file;
  const time = (date: Date): string => date.toISOString().slice(0, 23).replace('T', ' ');
  return [
    shown,
    name,
    isFolder ? '0' : String(stats.size),
    attributes,
    time(stats.birthtime),
    time(stats.atime),
    time(stats.mtime),
  ];
}
