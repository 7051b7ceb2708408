import { quotedString } from '../../duckdb/sql-text.ts';
import { plainText } from '../outputs/cell-text.ts';
import { goodLine, splitLines, valueCount } from './good-line.ts';
import type { InputWorld, ParseErrors } from './input.ts';
import { scanOf, type LineSourceOptions } from './line-source.ts';
import { copyScan, type StretchedFile } from './line-stretches.ts';

/** The lines of an input that are no records, as far as the fields asked for tell. */
export class LineErrors {
  readonly #files: readonly StretchedFile[];
  readonly #options: LineSourceOptions;
  readonly #world: InputWorld;
  readonly #used = new Set<string>();
  #known: number | undefined;

  constructor(files: readonly StretchedFile[], options: LineSourceOptions, world: InputWorld) {
    this.#files = files;
    this.#options = options;
    this.#world = world;
  }

  /** A query asks for these fields. */
  use(fields: readonly string[]): void {
    for (const field of fields) this.#used.add(field);
  }

  async count(): Promise<number> {
    return this.#known ?? (await this.find(0)).count;
  }

  /** After the query looks only where that has met one; `ahead` of it, at all lines. */
  async find(atMost: number, ahead = false): Promise<ParseErrors> {
    const strays = this.#files.some((file) => file.strays.length > 0);
    const seen = await this.#world.database.value(
      'select last_value from duckdb_sequences() where sequence_name = $name',
      { name: this.#options.errorSequence },
    );
    if (seen === null && !strays && !ahead && this.#known === undefined)
      return { count: 0, details: [] };
    const wanted = [...this.#used];
    const errors = await lineErrors(this.#files, this.#options, wanted, this.#world, atMost);
    this.#known = errors.count;
    return errors;
  }
}

/** The exact number of lines that are no records, with the first ones shown. */
async function lineErrors(
  files: readonly StretchedFile[],
  options: LineSourceOptions,
  wanted: readonly string[],
  world: InputWorld,
  atMost: number,
): Promise<ParseErrors> {
  let count = 0;
  const details: string[] = [];
  const take = async (file: string, from: string, why: string): Promise<void> => {
    const counting = `select count(*) from ${from}`;
    const found = Number(await world.database.value(counting));
    count += found;
    if (found === 0 || details.length >= atMost) return;
    const listing = `select line_no, ${why} as why, left(line, 200) as line from ${from} limit ${atMost - details.length}`;
    const rows = await world.database.rows(listing);
    for (const row of rows) {
      details.push(
        `Cannot parse log entry: ${plainText(row['why'] ?? '')}\n  LogFile "${file}", Row number ${plainText(row['line_no'] ?? '')}, Value "${plainText(row['line'] ?? '')}"`,
      );
    }
  };
  for (const { file, stretches, strays } of files) {
    for (const stretch of stretches) {
      const numbered = [...wanted, options.rowField];
      const good = goodLine(stretch, options, wanted);
      if (good === undefined) continue;
      const scan = scanOf(stretch, numbered, options);
      const lines = splitLines(scan, stretch, options.format, wanted);
      const from = `(select * from ${lines} where not coalesce(${good}, false))`;
      const expected = valueCount(stretch);
      const why = `case when len(f) <> ${expected} then len(f) || ' values where the header names ${expected}' else 'a date, a time or a number in it cannot be read' end`;
      await take(file.name, from, why);
    }
    for (const stray of strays)
      await take(file.name, copyScan(stray.path), quotedString(stray.reason));
  }
  return { count, details };
}
