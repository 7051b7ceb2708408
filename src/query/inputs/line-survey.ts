import { open } from 'node:fs/promises';
import type { LineFormat } from '../../parsers/format.ts';
import { type PlaceSurvey, Survey } from './survey.ts';

const chunkBytes = 4 << 20;
const beginningBytes = 256 << 10;
const longestLine = 1 << 20;
const lf = 10;
// Two places: the next megabytes are read into one while those in the other are looked at. A line that a
// block cuts is kept in front of the next one.
const places = [longestLine, 2 * longestLine + chunkBytes] as const;

/**
 * Looks at every byte of a log once (0.4 CPU seconds a GB): undefined unless it is well-formed UTF-8
 * without NUL and 0x01, with one kind of line end, bounded lines and one schema for all of them. Anything
 * odd takes the way over a clean copy. Undefined as well where it breaks a `promise` of its beginning.
 */
export async function surveyInPlace(
  file: string,
  format: LineFormat,
  signal: AbortSignal,
  promise?: PlaceSurvey,
): Promise<PlaceSurvey | undefined> {
  const survey = new Survey(format);
  const { bytes, start: room } = survey.kernel;
  const handle = await open(file, 'r');
  const placeOf = (turn: number): number => room + places[turn % 2 === 0 ? 0 : 1];
  const readInto = (turn: number, position: number): Promise<number> =>
    handle.read(bytes, placeOf(turn), chunkBytes, position).then(({ bytesRead }) => bytesRead);
  let reading = readInto(0, 0);
  try {
    for (let [turn, position, kept] = [0, 0, 0]; ; turn++) {
      signal.throwIfAborted();
      const bytesRead = await reading;
      position += bytesRead;
      if (bytesRead > 0) reading = readInto(turn + 1, position);
      const start = placeOf(turn) - kept;
      const filled = placeOf(turn) + bytesRead;
      const end =
        bytesRead === 0 ? filled : bytes.subarray(start, filled).lastIndexOf(lf) + 1 + start;
      if (end > start && !survey.take(start, end)) return undefined;
      if (promise !== undefined && !survey.keeps(promise)) return undefined;
      if (bytesRead === 0) return survey.result();
      kept = filled - end;
      if (kept > longestLine) return undefined;
      bytes.copyWithin(placeOf(turn + 1) - kept, end, filled);
    }
  } finally {
    await reading.catch(() => 0);
    await handle.close();
    survey.kernel.release();
  }
}

/**
 * What the first lines of a long log promise about the whole: the schema of its lines, the day, the
 * line end, and whether they are regular. Undefined where the file is short, or shows at once that it
 * cannot be scanned in place.
 */
export async function surveyBeginning(
  file: string,
  format: LineFormat,
): Promise<PlaceSurvey | undefined> {
  const survey = new Survey(format);
  const handle = await open(file, 'r');
  try {
    const { bytes, start } = survey.kernel;
    const { bytesRead } = await handle.read(bytes, start, beginningBytes, 0);
    const end = bytes.subarray(start, start + bytesRead).lastIndexOf(lf) + 1;
    if (bytesRead < beginningBytes || end === 0) return undefined;
    if (!survey.take(start, start + end)) return undefined;
    const found = survey.result();
    return found.schema === null ? undefined : found;
  } finally {
    await handle.close();
    survey.kernel.release();
  }
}
