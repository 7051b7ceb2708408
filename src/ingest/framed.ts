import { createHash } from 'node:crypto';
import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import type { FramedFormat, FileFacts } from '../parsers/format.ts';
import { quotedIdentifier, quotedString } from '../duckdb/sql-text.ts';
import type { FileHead } from './head.ts';
import { rejectText } from './reject-text.ts';
import type { LogSource } from './source.ts';
import { textLines } from './text-lines.ts';

/** A framed file on its way into DuckDB: one JSON array a record. */
export interface FramedPiece {
  readonly records: string;
  readonly rejects: string;
  readonly counts: { readonly directives: number; readonly blank: number; readonly data: number };
  readonly rejected: number;
  readonly bytes: number;
  readonly hash: string;
}

// A record longer than this is a reject.
const longestRecord = 1 << 20;

/** Parses a framed file into two working copies, records and rejects. */
export async function parseFramed(
  source: LogSource,
  head: FileHead,
  format: FramedFormat,
  facts: FileFacts,
  folder: string,
  fileId: number,
  onChunk: (bytes: number) => Promise<void>,
): Promise<FramedPiece> {
  const hash = createHash('sha256');
  let bytes = 0;
  let lines = 0;
  const kept: string[] = [];
  const { encoding, crOnly, bom } = head;
  const text = counted(
    textLines(source, {
      encoding,
      crOnly,
      bom,
      hash,
      onChunk: (count) => {
        bytes += count;
        return onChunk(count);
      },
    }),
    (line) => {
      lines++;
      // The text of a reject without one of its own: the line on which it begins.
      kept[lines % 4096] = line.slice(0, rejectText);
    },
  );
  const records = new JsonLines(path.join(folder, `records-${fileId}.tmp`));
  const rejects = new JsonLines(path.join(folder, `rejects-${fileId}.tmp`));
  let covered = 0;
  let directives = 0;
  try {
    for await (const record of format.records(text, facts)) {
      covered += record.lines;
      if ('directive' in record) directives += record.lines;
      else if ('values' in record) {
        const line = JSON.stringify([record.lineNo, ...record.values]);
        if (line.length <= longestRecord) await records.write(line);
        else {
          const detail = `a record of more than ${longestRecord} bytes`;
          await rejects.write(JSON.stringify([record.lineNo, 'too-long', detail, '']));
        }
      } else {
        const shown = record.text ?? kept[record.lineNo % 4096] ?? '';
        const row = [record.lineNo, record.reason, record.detail, shown.slice(0, rejectText)];
        await rejects.write(JSON.stringify(row));
      }
    }
  } finally {
    await records.end();
    await rejects.end();
  }
  return {
    records: records.file,
    rejects: rejects.file,
    counts: {
      directives,
      blank: Math.max(0, lines - covered),
      data: records.count + rejects.count,
    },
    rejected: rejects.count,
    bytes,
    hash: hash.digest('hex'),
  };
}

/** The statements that take a framed file into its table. */
export function framedStatements(
  piece: FramedPiece,
  format: FramedFormat,
  facts: FileFacts,
  fileId: number,
): { records: string; rejects: string } {
  const physical = format.columns.map(({ column, type }, i) => {
    const value = `line->>'$[${i + 1}]'`;
    const typed = type === 'VARCHAR' ? value : `try_cast(${value} as ${type})`;
    return `${typed} as ${quotedIdentifier(column)}`;
  });
  const columns: Record<string, string> = {
    file_id: `${fileId}::bigint`,
    line_no: 'line_no',
    ...format.meaning(facts),
  };
  const names = Object.keys(columns).map(quotedIdentifier).join(', ');
  const values = Object.values(columns).join(', ');
  const lineNo = `(line->>'$[0]')::bigint as line_no`;
  const from = `(select ${[lineNo, ...physical].join(', ')} from ${jsonScan(piece.records)})`;
  return {
    records: `insert into ${quotedIdentifier(format.table)} (${names}) select ${values} from ${from}`,
    rejects: `insert into rejects (file_id, line_no, reason, detail, text) select ${fileId}, (line->>'$[0]')::bigint, line->>'$[1]', line->>'$[2]', line->>'$[3]' from ${jsonScan(piece.rejects)}`,
  };
}

function jsonScan(file: string): string {
  return `(select line::json as line from read_csv(${quotedString(file)}, auto_detect = false, header = false, delim = '\u0001', quote = '', escape = '', new_line = '\\n', max_line_size = ${longestRecord * 4}, buffer_size = ${longestRecord * 8}, columns = {'line': 'VARCHAR'}))`;
}

async function* counted(
  lines: AsyncIterable<string>,
  onLine: (line: string) => void,
): AsyncGenerator<string> {
  for await (const line of lines) {
    onLine(line);
    yield line;
  }
}

/** A file of one JSON text a line. */
class JsonLines {
  readonly file: string;
  readonly #stream: WriteStream;
  count = 0;

  constructor(file: string) {
    this.file = file;
    this.#stream = createWriteStream(file, { mode: 0o600 });
  }

  async write(json: string): Promise<void> {
    this.count++;
    // JSON may hold lone surrogates; the stream writes them as U+FFFD.
    if (!this.#stream.write(`${json}\n`)) await once(this.#stream, 'drain');
  }

  async end(): Promise<void> {
    this.#stream.end();
    await once(this.#stream, 'close');
  }
}
