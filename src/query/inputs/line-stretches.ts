import { quotedString } from '../../duckdb/sql-text.ts';
import { longestLine } from '../../ingest/limits.ts';
import type { LineFormat, LineSchema } from '../../parsers/format.ts';
import { lineColumns } from '../../parsers/physical.ts';
import type { FilePosition } from '../checkpoint.ts';
import type { InputWorld } from './input.ts';
import { surveyBeginning, surveyInPlace } from './line-survey.ts';
import { positionIn } from './open-files.ts';
import type { PlainFile } from './plain-file.ts';
import type { PlaceSurvey } from './survey.ts';

/** A file that DuckDB scans where it is. */
export interface Place {
  readonly kind: 'file';
  readonly lineEnd: '\n' | '\r\n';
  readonly hasDirectives: boolean;
  /** As the survey says: its lines need no judging. */
  readonly isRegular: boolean;
}

/** Lines of one schema that one scan gives, in the order of the file. */
export interface Stretch {
  readonly file: PlainFile;
  readonly schema: LineSchema;
  /** The date of `#Date` where the lines have none; per line in a clean copy. */
  readonly day?: string;
  readonly place: Place | { readonly kind: 'copy'; readonly path: string };
}

export interface StretchedFile {
  readonly file: PlainFile;
  readonly stretches: readonly Stretch[];
  /** Lines that no schema covers: they stand before any header, or are too long. */
  readonly strays: readonly { readonly reason: string; readonly path: string }[];
  /** Where the file was read to; only where a checkpoint asks. */
  readonly position?: FilePosition;
  /**
   * How many data lines there are. Where the stretches are a promise of the file's beginning, this
   * looks at the rest: undefined = the file is not what it promised.
   */
  dataLines(): Promise<number | undefined>;
}

export interface StretchOptions {
  readonly format: LineFormat;
  readonly codepage: number;
  /** False where the lines need a change before DuckDB reads them. */
  readonly inPlace: boolean;
}

/** A file as stretches to scan: in place where its bytes allow it, else over a clean copy. */
export async function stretchesOf(
  file: PlainFile,
  options: StretchOptions,
  world: InputWorld,
): Promise<StretchedFile> {
  const { format } = options;
  const isPlainText = [0, -2, 65001, 20127].includes(options.codepage);
  const before = await positionIn(file, world);
  if (options.inPlace && isPlainText && world.checkpoint === undefined) {
    const found = await inPlace(file, format, world);
    if (found !== undefined) return found;
  }
  const { copiedStretches } = await import('./line-copies.ts');
  return copiedStretches(file, options, before, isPlainText, world);
}

async function inPlace(
  file: PlainFile,
  format: LineFormat,
  world: InputWorld,
): Promise<StretchedFile | undefined> {
  const { looks, isAllowed = false, stop } = world.presuming ?? {};
  const known = looks?.get(file.path);
  if (known !== undefined)
    return surveyed(file, format, known, () => Promise.resolve(known.dataLines));
  const whole = async (promise?: PlaceSurvey): Promise<PlaceSurvey | undefined> => {
    const survey = await surveyInPlace(file.path, format, world.signal, promise, stop);
    if (survey !== undefined) looks?.set(file.path, survey);
    return survey;
  };
  const beginning = isAllowed ? await surveyBeginning(file.path, format) : undefined;
  if (beginning !== undefined) {
    return surveyed(file, format, beginning, async () => {
      const survey = await whole(beginning);
      return survey?.isRegular === beginning.isRegular ? survey.dataLines : undefined;
    });
  }
  const survey = await whole();
  return survey && surveyed(file, format, survey, () => Promise.resolve(survey.dataLines));
}

function surveyed(
  file: PlainFile,
  format: LineFormat,
  { schema, header, lineEnd, isRegular }: PlaceSurvey,
  dataLines: StretchedFile['dataLines'],
): StretchedFile {
  if (schema === null) return { file, stretches: [], strays: [], dataLines };
  const stretch: Stretch = {
    file,
    schema,
    ...(header.day === undefined ? {} : { day: header.day }),
    place: { kind: 'file', lineEnd, hasDirectives: format.directive !== undefined, isRegular },
  };
  return { file, stretches: [stretch], strays: [], dataLines };
}

/** A clean copy as a relation of `line_no`, `day` and `line`. */
export function copyScan(path: string): string {
  const columns = Object.entries(lineColumns).map(([name, type]) => `'${name}': '${type}'`);
  return `read_csv(${quotedString(path)}, auto_detect = false, header = false, delim = '\u0001', quote = '', escape = '', comment = '', nullstr = '', new_line = '\\n', max_line_size = ${2 * longestLine}, columns = {${columns.join(', ')}})`;
}
