import { quotedString } from '../../duckdb/sql-text.ts';
import { plainText } from '../outputs/cell-text.ts';
import { goodLine, splitLines, valueCount } from './good-line.ts';
import type { InputWorld, ParseErrors } from './input.ts';
import { scanOf, type LineSourceOptions } from './line-source.ts';
import { copyScan, type StretchedFile } from './line-stretches.ts';

/** The exact number of lines that are no records, with the first ones shown. */
export async function lineErrors(
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
