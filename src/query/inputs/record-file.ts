import { open, type FileHandle } from 'node:fs/promises';
import { quotedIdentifier, quotedString } from '../../duckdb/sql-text.ts';
import type { SourceField } from '../source.ts';

/** Stands between values; NULL and line ends inside values have a character of their own. */
const separator = '\u0001';
const nullMark = '\ufdd0';
const newlineMark = '\ufdd1';
const returnMark = '\ufdd2';
const reserved = /[\u0000\u0001\n\r\ufdd0-\ufdd2]|\p{Cs}/u;

const flushBytes = 1 << 20;

/**
 * Records that TypeScript parsed, on their way to DuckDB: a temporary file that it reads fast and
 * in parallel (its appender takes 9 s/GB). One line a record, whatever the values hold.
 */
export class RecordFile {
  readonly path: string;
  readonly #handle: FileHandle;
  #pending = '';
  #count = 0;
  #longest = 0;

  private constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.#handle = handle;
  }

  static async create(path: string): Promise<RecordFile> {
    return new RecordFile(path, await open(path, 'wx', 0o600));
  }

  get count(): number {
    return this.#count;
  }

  /** More bytes than any record has. */
  get longest(): number {
    return this.#longest + 16;
  }

  /** Adds a record; gives a promise where the writer should wait. */
  add(values: readonly (string | null)[]): Promise<void> | undefined {
    let line = '';
    for (let i = 0; i < values.length; i++) {
      const value = values[i] ?? null;
      if (i > 0) line += separator;
      line += value === null ? nullMark : safe(value);
    }
    // A UTF-16 unit has at most three bytes in UTF-8.
    if (line.length * 3 > this.#longest) this.#longest = line.length * 3;
    this.#pending += `${line}\n`;
    this.#count++;
    return this.#pending.length >= flushBytes ? this.#flush() : undefined;
  }

  /** Writes what waits, where there is much of it. */
  async drained(): Promise<void> {
    if (this.#pending.length >= flushBytes) await this.#flush();
  }

  async close(): Promise<void> {
    try {
      await this.#flush();
    } finally {
      await this.#handle.close();
    }
  }

  async #flush(): Promise<void> {
    const text = this.#pending;
    this.#pending = '';
    if (text !== '') await this.#handle.appendFile(text);
  }
}

function safe(value: string): string {
  if (!reserved.test(value)) return value;
  return value
    .replaceAll('\n', newlineMark)
    .replaceAll('\r', returnMark)
    .replaceAll(/[\u0000\u0001]|\p{Cs}/gu, '\ufffd');
}

export interface RecordField extends SourceField {
  /** SQL over the raw text; by default a cast by type. */
  readonly sql?: (raw: string) => string;
}

export interface RecordTable {
  readonly file: Pick<RecordFile, 'path' | 'longest'>;
  readonly fields: readonly RecordField[];
  /** Records may have fewer values than there are fields: the rest is NULL. */
  readonly isRagged?: boolean;
}

/**
 * The SELECT over a record file: only the `wanted` fields are read from it. Every record has as
 * many values as there are fields, unless it is ragged.
 */
export function recordRelation(table: RecordTable, wanted: readonly string[]): string {
  const columns = table.fields.map((_, i) => `'c${i}': 'VARCHAR'`).join(', ');
  const list = wanted.map((name) => {
    const i = table.fields.findIndex((field) => field.name === name);
    const field = table.fields[i];
    if (field === undefined) throw new Error(`no field ${name}`);
    return `${fieldSql(field, `c${i}`)} as ${quotedIdentifier(name)}`;
  });
  const select = list.length === 0 ? '1 as one' : list.join(', ');
  return `(select ${select} from read_csv(${quotedString(table.file.path)}, auto_detect = false, header = false, columns = {${columns}}, delim = ${quotedString(separator)}, quote = '', escape = '', comment = '', nullstr = ${quotedString(nullMark)}, new_line = '\\n', max_line_size = ${Math.max(table.file.longest, 2_097_152)}, ${table.isRagged === true ? 'null_padding = true, parallel = false' : 'parallel = true'}))`;
}

function fieldSql(field: RecordField, raw: string): string {
  if (field.sql !== undefined) return field.sql(raw);
  switch (field.type) {
    case 'INTEGER':
      return `try_cast(${raw} as bigint)`;
    case 'REAL':
      return `try_cast(${raw} as double)`;
    case 'TIMESTAMP':
      return `try_cast(${raw} as ${field.kind === 'date' ? 'date' : field.kind === 'time' ? 'time' : 'timestamp'})`;
    case 'STRING':
      return `replace(replace(${raw}, ${quotedString(newlineMark)}, chr(10)), ${quotedString(returnMark)}, chr(13))`;
  }
}
