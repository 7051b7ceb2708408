import { closeSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { LineFormat } from '../../parsers/format.ts';
import { type PlaceSurvey, Survey } from './survey.ts';

// What fits into a processor's cache is looked at where it was read.
const chunkBytes = 1 << 20;
const beginningBytes = 256 << 10;
const longestLine = 1 << 20;
const lf = 10;

/**
 * Looks at every byte of a log once (0.3 CPU seconds a GB): undefined unless it is well-formed UTF-8
 * without NUL and 0x01, with one kind of line end, bounded lines and one schema for all of them. Anything
 * odd takes the way over a clean copy. Undefined as well where it breaks a `promise` of its beginning;
 * where only its lines are less regular than that, `onIrregular` is called and the survey goes on.
 */
export async function surveyInPlace(
  file: string,
  format: LineFormat,
  signal: AbortSignal,
  promise?: PlaceSurvey,
  onIrregular: () => void = () => undefined,
): Promise<PlaceSurvey | undefined> {
  let presumesRegular = promise?.isRegular === true;
  const survey = new Survey(format);
  const { bytes, start } = survey.kernel;
  // What another thread reads lies in another core's cache: that was no faster, and took two places.
  const handle = openSync(file, 'r');
  try {
    for (let [turn, kept] = [0, 0]; ; turn++) {
      // Lets Ctrl-C and answers of DuckDB have their turn.
      if (turn % 8 === 0) await setImmediate();
      signal.throwIfAborted();
      const bytesRead = readSync(handle, bytes, start + kept, chunkBytes, null);
      const filled = start + kept + bytesRead;
      const end =
        bytesRead === 0 ? filled : bytes.subarray(start, filled).lastIndexOf(lf) + 1 + start;
      if (end > start && !survey.take(start, end)) return undefined;
      if (promise !== undefined && !survey.isLike(promise)) return undefined;
      if (presumesRegular && !survey.isRegular) {
        presumesRegular = false;
        onIrregular();
      }
      if (bytesRead === 0) return survey.result();
      kept = filled - end;
      if (kept > longestLine) return undefined;
      bytes.copyWithin(start, end, filled);
    }
  } finally {
    closeSync(handle);
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
