import { quotedIdentifier, quotedString } from '../../duckdb/sql-text.ts';
import type { LineFormat } from '../../parsers/format.ts';
import type { SourceField } from '../source.ts';
import { columnOf, goodLine, isMoment, momentName, splitLines } from './good-line.ts';
import { copyScan, type Place, type Stretch, type StretchedFile } from './line-stretches.ts';
import { lineScan } from './scannable-text.ts';

export interface LineSourceOptions {
  readonly format: LineFormat;
  readonly fields: readonly SourceField[];
  /** `LogFilename` and `LogRow`, as the format calls them. */
  readonly nameField: string;
  readonly rowField: string;
  /** Takes date and time from `#Date` where the lines have none. */
  readonly dirTime: boolean;
  /** String values stand in double quotes. */
  readonly dQuotes: boolean;
  /** A line is good where `nullIf` stands for a date or a time: they are NULL. */
  readonly mayLackMoments: boolean;
  /** The fields that order all files together (`consolidateLogs`). */
  readonly orderBy?: readonly string[];
  /** The sequence that counts lines met that are no records. */
  readonly errorSequence: string;
}

/** The SELECT over all files of a line format: only the wanted fields are cut out of the lines. */
export function lineRelation(
  files: readonly StretchedFile[],
  options: LineSourceOptions,
  wanted: readonly string[],
): string {
  const needed = [...new Set([...wanted, ...(options.orderBy ?? [])])];
  const selects = files.flatMap(({ stretches }) => groupOf(stretches, options, needed));
  const merged = mergedPlaces(files, options, needed) ?? selects;
  if (merged.length === 0) return `(select ${emptyList(options, wanted)} where false)`;
  const all = `(${merged.join(' union all ')})`;
  if (options.orderBy === undefined) return all;
  const list = wanted.length === 0 ? '1 as one' : wanted.map(quotedIdentifier).join(', ');
  return `(select ${list} from ${all} order by ${options.orderBy.map(quotedIdentifier).join(', ')})`;
}

/** Copies of one file come by schema: where there are several, the line number restores the order. */
function groupOf(
  stretches: readonly Stretch[],
  options: LineSourceOptions,
  wanted: readonly string[],
): string[] {
  const [first] = stretches;
  if (first === undefined) return [];
  if (stretches.length === 1)
    return [stretchSelect(scanOf(first, wanted, options), first, options, wanted)];
  const parts = stretches.map((stretch) =>
    stretchSelect(scanOf(stretch, wanted, options), stretch, options, wanted, 'line_no as "#line"'),
  );
  return [`(select * exclude ("#line") from (${parts.join(' union all ')}) order by "#line")`];
}

/** Many files of one schema that are scanned in place are one scan, where no line number is asked for. */
function mergedPlaces(
  files: readonly StretchedFile[],
  options: LineSourceOptions,
  wanted: readonly string[],
): string[] | undefined {
  if (wanted.includes(options.rowField)) return undefined;
  const selects: string[] = [];
  let run: Stretch[] = [];
  const close = (): void => {
    const [first] = run;
    if (first !== undefined) {
      selects.push(stretchSelect(placeScan(run, wanted, options), first, options, wanted));
    }
    run = [];
  };
  for (const { stretches } of files) {
    const [stretch] = stretches;
    if (stretch === undefined) continue;
    if (stretches.length > 1 || stretch.place.kind === 'copy' || stretch.file.isTemporary) {
      close();
      selects.push(...groupOf(stretches, options, wanted));
      continue;
    }
    const [first] = run;
    if (first !== undefined && !isAlike(first, stretch)) close();
    run.push(stretch);
  }
  close();
  return selects;
}

function isAlike(a: Stretch, b: Stretch): boolean {
  return (
    a.schema.key === b.schema.key &&
    a.place.kind === 'file' &&
    b.place.kind === 'file' &&
    a.place.lineEnd === b.place.lineEnd &&
    a.place.isRegular === b.place.isRegular &&
    (a.schema.dayFromHeader !== true || a.day === b.day)
  );
}

export function scanOf(
  stretch: Stretch,
  wanted: readonly string[],
  options: LineSourceOptions,
): string {
  if (stretch.place.kind === 'copy')
    return `select line_no, day, line from ${copyScan(stretch.place.path)}`;
  return placeScan([stretch], wanted, options);
}

function placeScan(
  stretches: readonly Stretch[],
  wanted: readonly string[],
  options: LineSourceOptions,
): string {
  const [first] = stretches;
  if (first?.place.kind !== 'file') throw new Error('not in place');
  const needsNumber = wanted.includes(options.rowField);
  const needsName = wanted.includes(options.nameField) && stretches.length > 1;
  const paths = stretches.map(({ file }) => file.path);
  const scan = lineScan({ paths, lineEnd: first.place.lineEnd, withName: needsName });
  const columns = [
    'line',
    needsNumber ? 'row_number() over () as line_no' : '0 as line_no',
    ...(needsName ? ['filename'] : []),
    `${first.day === undefined ? 'null' : quotedString(first.day)}::date as day`,
  ];
  const isData = dataLine(first.place);
  const select = `select ${columns.join(', ')} from ${scan}`;
  return needsNumber ? `select * from (${select}) where ${isData}` : `${select} where ${isData}`;
}

/** SQL that is true for a line with a record, or what should be one. */
function dataLine({ hasDirectives, isRegular }: Place): string {
  // The year of a regular line is above any `#`. One comparison is cheaper than two.
  if (isRegular) return `line >= '1'`;
  return hasDirectives ? `line <> '' and not starts_with(line, '#')` : `line <> ''`;
}

function stretchSelect(
  scan: string,
  stretch: Stretch,
  options: LineSourceOptions,
  wanted: readonly string[],
  extra?: string,
): string {
  const lines = splitLines(scan, stretch, options.format, wanted);
  const good = goodLine(stretch, options, wanted);
  const known = { isNamed: scan.includes(', filename,'), isJudged: good !== undefined };
  const list = wanted.map((name) => {
    const sql = fieldSql(name, stretch, options, known);
    return `${sql} as ${quotedIdentifier(name)}`;
  });
  if (list.length === 0) list.push('1 as one');
  if (extra !== undefined) list.push(extra);
  const select = `select ${list.join(', ')}`;
  if (good === undefined) return `${select} from ${lines}`;
  // CASE keeps the counter still on good lines. Every value asks for `bad`, which is 0: so DuckDB cannot
  // evaluate a condition of the query before the line was judged and counted.
  const bad = `case when ${good} then 0 else nextval(${quotedString(options.errorSequence)}) end`;
  return `${select} from (select *, ${bad} as bad from ${lines}) where bad = 0`;
}

function fieldSql(
  name: string,
  stretch: Stretch,
  options: LineSourceOptions,
  { isNamed, isJudged }: { readonly isNamed: boolean; readonly isJudged: boolean },
): string {
  if (name === options.nameField) return isNamed ? 'filename' : quotedString(stretch.file.name);
  if (name === options.rowField) return 'line_no::bigint';
  const field = options.fields.find((one) => one.name === name);
  if (field === undefined) throw new Error(`no field ${name}`);
  const column = columnOf(stretch, name);
  if (column === undefined) return absentSql(field, stretch, options);
  const value = `f[${column.from} + bad]`;
  const nullIf =
    column.nullIf === undefined ? value : `nullif(${value}, ${quotedString(column.nullIf)})`;
  switch (field.type) {
    case 'INTEGER':
      return `try_cast(${value} as bigint)`;
    case 'REAL':
      return `try_cast(${value} as double)`;
    case 'TIMESTAMP':
      if (isMoment(column))
        return isJudged ? `case when bad = 0 then ${momentName(column)} end` : momentName(column);
      return `try_cast(${value} as ${field.kind === 'date' ? 'date' : field.kind === 'time' ? 'time' : 'timestamp'})`;
    case 'STRING':
      return options.dQuotes ? `nullif(trim(${value}, '"'), '-')` : nullIf;
  }
}

function absentSql(field: SourceField, stretch: Stretch, options: LineSourceOptions): string {
  if (options.dirTime && field.kind === 'date' && stretch.schema.dayFromHeader === true)
    return 'day';
  const { timeFromHeader } = stretch.schema;
  if (timeFromHeader !== undefined && field.kind === 'time')
    return `time ${quotedString(timeFromHeader)}`;
  return `null::${sqlType(field)}`;
}

function sqlType({ type, kind }: SourceField): string {
  switch (type) {
    case 'INTEGER':
      return 'bigint';
    case 'REAL':
      return 'double';
    case 'STRING':
      return 'varchar';
    case 'TIMESTAMP':
      return kind === 'date' || kind === 'time' ? kind : 'timestamp';
  }
}

function emptyList(options: LineSourceOptions, wanted: readonly string[]): string {
  if (wanted.length === 0) return '1 as one';
  return wanted
    .map((name) => {
      const field = options.fields.find((one) => one.name === name);
      return `null::${field === undefined ? 'varchar' : sqlType(field)} as ${quotedIdentifier(name)}`;
    })
    .join(', ');
}
