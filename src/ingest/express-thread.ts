import { parentPort, workerData } from 'node:worker_threads';
import { loadFormats } from '../parsers/registry.ts';
import type { BlockJob, PieceNote, ThreadAnswer, ThreadJob, ThreadStart } from './express-jobs.ts';
import { RunMemory } from './express-memory.ts';
import { Pieces, type Piece } from './piece.ts';
import { atStart, Segmenter } from './segmenter.ts';

// A thread of `ExpressPool`: reads blocks of lines into working copies, one after the other.

const start = workerData as ThreadStart;
const formats = await loadFormats();
const pieces = new Pieces(start.folder, start.pieceBytes);
const memory = new RunMemory(start.firstIds, start.taken);
let reading: { readonly key: string; readonly segmenter: Segmenter } | undefined;

parentPort?.on('message', (job: ThreadJob) => {
  const answer = answerTo(job);
  const isBack = answer.kind === 'done' && answer.buffer !== undefined;
  parentPort?.postMessage(answer, isBack ? [answer.buffer] : []);
});

function answerTo(job: ThreadJob): ThreadAnswer {
  try {
    const full = perform(job).map(noteOf);
    return { kind: 'done', pieces: full, ...(job.kind === 'block' ? { buffer: job.buffer } : {}) };
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    return { kind: 'failed', message, ...(code === undefined ? {} : { code }) };
  }
}

function perform(job: ThreadJob): Piece[] {
  if (job.kind === 'block') readBlock(job);
  if (job.kind === 'abandon') pieces.abandon();
  if (job.kind === 'abandon' || job.kind === 'forget') memory.forget();
  return pieces.take(job.kind === 'flush');
}

function readBlock({ format, header, options, buffer, length, offset, lines }: BlockJob): void {
  const key = JSON.stringify([format, header, options]);
  if (reading?.key !== key) reading = { key, segmenter: segmenterFor(format, header, options) };
  reading.segmenter.goTo(lines);
  reading.segmenter.block(Buffer.from(buffer, 0, length), offset);
}

function segmenterFor(
  name: string,
  header: BlockJob['header'],
  options: BlockJob['options'],
): Segmenter {
  const format = formats.find((each) => each.name === name);
  if (format?.kind !== 'lines') throw new Error(`there is no line format ${name}`);
  return new Segmenter({
    format,
    fileId: options.fileId,
    pieces,
    start: { ...atStart, header },
    oldLines: 0,
    offerOld: false,
    express: { options, memory },
  });
}

function noteOf(piece: Piece): PieceNote {
  return { ...piece, kind: { ...piece.kind, format: piece.kind.format.name } };
}
