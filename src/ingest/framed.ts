import { createHash } from 'node:crypto';
import path from 'node:path';
import type { FileFacts, FramedFormat, FramedRecord } from '../parsers/format.ts';
import { quotedIdentifier, quotedString } from '../duckdb/sql-text.ts';
import type { FileHead } from './head.ts';
import { JsonLines } from './json-lines.ts';
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

/**
 * Lines of which the text is known: a record turns out to be bad lines after the one on which it begins,
 * and that is shown. In a longer record it is a later one.
 */
const linesKnown = 4096;

export interface FramedRequest {
  readonly source: LogSource;
  readonly head: FileHead;
  readonly format: FramedFormat;
  readonly facts: FileFacts;
  /** For the working copies, which are named for the file's id. */
  readonly folder: string;
  readonly fileId: number;
  readonly onBytes: (bytes: number) => void;
}

/** Parses a framed file into two working copies, records and rejects. */
export async function parseFramed(request: FramedRequest): Promise<FramedPiece> {
  const { format, facts, folder, fileId } = request;
  const text = new FramedText(request);
  const records = new JsonLines(path.join(folder, `records-${fileId}.tmp`));
  const rejects = new JsonLines(path.join(folder, `rejects-${fileId}.tmp`));
  let covered = 0;
  let directives = 0;
  try {
    for await (const record of format.records(text.lines(), facts)) {
      covered += record.lines;
      if ('directive' in record) directives += record.lines;
      else await writeRecord(record, { records, rejects, text });
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
      blank: Math.max(0, text.count - covered),
      data: records.count + rejects.count,
    },
    rejected: rejects.count,
    bytes: text.bytes,
    hash: text.hash.digest('hex'),
  };
}

interface Copies {
  readonly records: JsonLines;
  readonly rejects: JsonLines;
  readonly text: FramedText;
}

async function writeRecord(
  record: Exclude<FramedRecord, { readonly directive: true }>,
  { records, rejects, text }: Copies,
): Promise<void> {
  const { lineNo } = record;
  if ('reason' in record) {
    const shown = record.text ?? text.lineAt(lineNo);
    const row = [lineNo, record.reason, record.detail, shown.slice(0, rejectText)];
    await rejects.write(JSON.stringify(row));
    return;
  }
  const line = JSON.stringify([lineNo, ...record.values]);
  if (line.length <= longestRecord) await records.write(line);
  else {
    const detail = `a record of more than ${longestRecord} bytes`;
    await rejects.write(JSON.stringify([lineNo, 'too-long', detail, '']));
  }
}

/** The lines of a framed file, counted and hashed as they are read. */
class FramedText {
  readonly hash = createHash('sha256');
  readonly #request: FramedRequest;
  readonly #known: string[] = [];
  bytes = 0;
  count = 0;

  constructor(request: FramedRequest) {
    this.#request = request;
  }

  async *lines(): AsyncGenerator<string> {
    const { source, head } = this.#request;
    const { encoding, crOnly, bom } = head;
    const onBytes = (bytes: number): void => {
      this.bytes += bytes;
      this.#request.onBytes(bytes);
    };
    for await (const line of textLines(source, {
      encoding,
      crOnly,
      bom,
      hash: this.hash,
      onBytes,
    })) {
      this.count++;
      this.#known[this.count % linesKnown] = line.slice(0, rejectText);
      yield line;
    }
  }

  /** The beginning of a line that was read not long ago. */
  lineAt(lineNo: number): string {
    return this.#known[lineNo % linesKnown] ?? '';
  }
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
