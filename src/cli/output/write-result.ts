import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { outputResult, type RawResult } from '../../duckdb/raw-result.ts';
import { UsageError } from '../../support/errors.ts';
import { csvText } from '../../support/output/csv.ts';
import { jsonLinesText, jsonText } from '../../support/output/json.ts';
import { markdownText } from '../../support/output/markdown.ts';
import { tableText, type TableSummary } from '../../support/output/table.ts';
import { nearest } from '../../support/suggest.ts';
import type { Context } from '../command.ts';
import { terminalWidth } from './terminal-width.ts';
import { readPieces, writePieces, writeToFile, writeToStream, type Pieces } from './destination.ts';
import { counted } from '../../support/counted.ts';

export const resultFormats = ['table', 'csv', 'json', 'jsonl', 'md', 'arrow', 'parquet'] as const;
export type ResultFormat = (typeof resultFormats)[number];

/** Where a result goes and how it looks there. */
export interface ResultTarget {
  readonly format: ResultFormat;
  /** A file; without it stdout. */
  readonly out?: string;
}

const extensions: Readonly<Record<string, ResultFormat>> = {
  '.csv': 'csv',
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.md': 'md',
  '.arrow': 'arrow',
  '.arrows': 'arrow',
  '.parquet': 'parquet',
};

/** `--format`, else what the file's name says, else a table on a terminal and CSV elsewhere. */
export function resultTarget(context: Context, format: unknown, out: unknown): ResultTarget {
  const file = typeof out === 'string' && out !== '-' ? path.resolve(context.cwd, out) : undefined;
  const chosen =
    format === undefined
      ? file === undefined
        ? context.stdout.isTTY === true
          ? 'table'
          : 'csv'
        : (extensions[path.extname(file).toLowerCase()] ?? 'csv')
      : resultFormats.find((name) => name === format);
  if (chosen === undefined) {
    const meant = nearest(String(format), resultFormats);
    throw new UsageError('usage', `there is no format '${String(format)}'`, {
      hint: meant === undefined ? `formats: ${resultFormats.join(', ')}` : `did you mean ${meant}?`,
    });
  }
  const isBinary = chosen === 'arrow' || chosen === 'parquet';
  if (isBinary && file === undefined && context.stdout.isTTY === true) {
    throw new UsageError('usage', `${chosen} is not for a terminal`, {
      hint: 'give --out <file>, or pipe it on',
    });
  }
  return file === undefined ? { format: chosen } : { format: chosen, out: file };
}

/** Writes one result, no faster than it is taken. */
export async function writeResult(
  context: Context,
  target: ResultTarget,
  raw: RawResult,
): Promise<void> {
  const { out } = target;
  if (target.format === 'parquet') {
    await writeParquetResult(context, out, raw);
    return;
  }
  const pieces = await piecesOf(context, target, raw);
  if (out === undefined) await writeToStream(context.stdout, pieces, context.signal);
  else {
    await writeToFile(out, context.signal, (file) => writePieces(file, pieces, context.signal));
  }
}

async function piecesOf(context: Context, target: ResultTarget, raw: RawResult): Promise<Pieces> {
  const terminal = target.out === undefined && context.stdout.isTTY === true;
  switch (target.format) {
    case 'json':
      return jsonText(outputResult(raw), { terminal });
    case 'jsonl':
      return jsonLinesText(outputResult(raw), { terminal });
    case 'md':
      return markdownText(outputResult(raw), { terminal });
    case 'arrow': {
      const { arrowStream } = await import('../../duckdb/arrow-stream.ts');
      return arrowStream(raw);
    }
    case 'table':
      return tableText(outputResult(raw), {
        ...(terminal ? { width: terminalWidth(context.stdout) } : {}),
        color: target.out === undefined && context.color.stdout,
        onEnd: (summary) => context.stderr.write(tableFoot(summary)),
      });
    default:
      return csvText(outputResult(raw), { terminal });
  }
}

function tableFoot({ rows, cutCells, hiddenColumns }: TableSummary): string {
  const notes = [counted(rows, 'row')];
  if (cutCells > 0) notes.push(`${counted(cutCells, 'cell')} cut (…)`);
  if (hiddenColumns > 0) notes.push(`${counted(hiddenColumns, 'column')} not shown`);
  const rest = cutCells + hiddenColumns > 0 ? '; --format jsonl shows all' : '';
  return `(${notes.join(', ')}${rest})\n`;
}

async function writeParquetResult(
  context: Context,
  out: string | undefined,
  raw: RawResult,
): Promise<void> {
  const { writeParquet } = await import('../../duckdb/parquet-file.ts');
  if (out !== undefined) {
    await writeToFile(out, context.signal, (file) => writeParquet(raw, file));
    return;
  }
  const folder = await mkdtemp(path.join(os.tmpdir(), 'easel-out-'));
  try {
    const file = path.join(folder, 'result.parquet');
    await writeParquet(raw, file);
    await writeToStream(context.stdout, readPieces(file), context.signal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
