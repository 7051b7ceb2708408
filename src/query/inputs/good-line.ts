import { quotedString } from '../../duckdb/sql-text.ts';
import type { LineFormat, PhysicalColumn } from '../../parsers/format.ts';
import { typedSql } from '../../parsers/physical.ts';
import type { LineSourceOptions } from './line-source.ts';
import type { Stretch } from './line-stretches.ts';

type Moment = PhysicalColumn & { readonly type: 'DATE' | 'TIME' | 'TIMESTAMP' };

export function columnOf({ schema }: Stretch, name: string): PhysicalColumn | undefined {
  const wanted = name.toLowerCase();
  return schema.columns.find(({ column }) => column.toLowerCase() === wanted);
}

export function isMoment(column: PhysicalColumn): column is Moment {
  return ['DATE', 'TIME', 'TIMESTAMP'].includes(column.type);
}

/** The column `splitLines` gives a date or time, cast. */
export function momentName({ from }: PhysicalColumn): string {
  return `m${from}`;
}

/**
 * The lines of `scan` with their values as the list `f`, and with dates and times cast once: they are
 * judged and shown. Regular lines are split only where a field of `wanted` asks for it.
 */
export function splitLines(
  scan: string,
  stretch: Stretch,
  format: LineFormat,
  wanted: readonly string[],
): string {
  const { schema, day, place } = stretch;
  const values = format.values('line', schema);
  const moments = schema.columns.filter(isMoment);
  if (isRegular(stretch)) {
    const columns = moments.map(
      (column) => `${regularMoment(column, usualDay(day))} as ${momentName(column)}`,
    );
    if (needsValues(stretch, wanted)) columns.push(`${values} as f`);
    return columns.length === 0 ? `(${scan})` : `(select *, ${columns.join(', ')} from (${scan}))`;
  }
  // A copy has no runs of blanks. Where there are some, they show as empty values.
  const mayHaveRuns = format.collapseSpaces === true && place.kind === 'file';
  const split = mayHaveRuns
    ? `(select * exclude (g), case when list_contains(g, '') then ${format.values(closedUp, schema)} else g end as f from (select *, ${values} as g from (${scan})))`
    : `(select *, ${values} as f from (${scan}))`;
  if (moments.length === 0) return split;
  return `(select *, ${moments.map((column) => momentSql(column, day)).join(', ')} from ${split})`;
}

function isRegular({ place }: Stretch): boolean {
  return place.kind === 'file' && place.isRegular;
}

/** Of a regular line: `2024-05-01 07:08:09 ...`. */
function regularMoment({ type }: Moment, usual: string | undefined): string {
  if (type !== 'DATE') return 'substr(line, 12, 8)::time';
  const cast = 'left(line, 10)::date';
  if (usual === undefined) return cast;
  const day = quotedString(usual);
  return `case when starts_with(line, ${day}) then ${day}::date else ${cast} end`;
}

function needsValues(stretch: Stretch, wanted: readonly string[]): boolean {
  return wanted.some((name) => {
    const column = columnOf(stretch, name);
    return column !== undefined && !isMoment(column);
  });
}

/** SQL for a line without runs of blanks, trimmed as ingest trims such lines: as JavaScript does. */
const edge = '[\\s\\x0b\\p{Z}\\x{FEFF}]+';
const closedUp = `regexp_replace(regexp_replace(line, '^${edge}|${edge}$', '', 'g'), ' +', ' ', 'g')`;

function momentSql(column: Moment, day: string | undefined): string {
  const value = `f[${column.from}]`;
  const cast = `try_cast(${value} as ${column.type.toLowerCase()})`;
  const usual = column.type === 'DATE' ? usualDay(day) : undefined;
  const sql =
    usual === undefined
      ? cast
      : `case when ${value} = ${quotedString(usual)} then ${quotedString(usual)}::date else ${cast} end`;
  return `${sql} as ${momentName(column)}`;
}

/** The day of `#Date` is that of nearly all lines: comparing with it is cheaper than reading it. */
export function usualDay(day: string | undefined): string | undefined {
  if (day === undefined || !/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
  const at = Date.parse(`${day}T00:00:00Z`);
  const isReal = at > 0 && new Date(at).toISOString().startsWith(day);
  return isReal ? day : undefined;
}

/**
 * SQL that is true for a line ingest would take: the number of values, date and time where the line has
 * them, and numbers asked for. It reads what `splitLines` gives; undefined where no line of these can be bad.
 */
export function goodLine(
  stretch: Stretch,
  options: LineSourceOptions,
  wanted: readonly string[],
): string | undefined {
  if (isRegular(stretch)) {
    if (!needsValues(stretch, wanted)) return undefined;
    // Always true: it keeps DuckDB from splitting a line once for a condition and again for the result.
    return ['f is not null', ...goodNumbers(stretch, options, wanted)].join(' and ');
  }
  const moments = stretch.schema.columns.filter(isMoment);
  return [
    `len(f) = ${valueCount(stretch)}`,
    ...moments.map((column) => {
      const absent = options.mayLackMoments ? absentValue(column) : '';
      return `(${absent}${goodMoment(column, stretch)})`;
    }),
    ...goodNumbers(stretch, options, wanted),
  ].join(' and ');
}

function goodNumbers(
  stretch: Stretch,
  options: LineSourceOptions,
  wanted: readonly string[],
): string[] {
  return wanted.flatMap((name) => {
    const column = columnOf(stretch, name);
    const type = options.fields.find((one) => one.name === name)?.type;
    if (column === undefined || (type !== 'INTEGER' && type !== 'REAL')) return [];
    const value = `f[${column.from}]`;
    const absent = absentValue(column);
    return type === 'REAL'
      ? [`(${absent}try_cast(${value} as double) is not null)`]
      : [`(${absent}${goodInteger(value)})`];
  });
}

/** SQL in front of a condition that does not count where there is no value. */
function absentValue({ from, nullIf }: PhysicalColumn): string {
  return nullIf === undefined ? '' : `f[${from}] = ${quotedString(nullIf)} or `;
}

/** What is written as DuckDB writes numbers needs no pattern. */
function goodInteger(value: string): string {
  const asIngest = `${typedSql(value, 'BIGINT')} is not null`;
  return `case when try_cast(${value} as bigint)::varchar = ${value} then true else ${asIngest} end`;
}

/**
 * Whether ingest takes a date or time. What casts to the same text again is written as its type is,
 * at half the cost of asking the pattern; only the rest is asked.
 */
function goodMoment(column: Moment, { day }: Stretch): string {
  const { type, from } = column;
  const value = `f[${from}]`;
  const asIngest = `${typedSql(value, type)} is not null`;
  const usual = usualDay(day);
  switch (type) {
    case 'DATE':
      return `case when ${usual === undefined ? '' : `${value} = ${quotedString(usual)} or `}(length(${value}) = 10 and ${momentName(column)}::varchar = ${value}) then true else ${asIngest} end`;
    case 'TIME':
      return `case when ${value} < '24' and ${momentName(column)}::varchar = ${value} then true else ${asIngest} end`;
    case 'TIMESTAMP':
      return asIngest;
  }
}

/** A format may add values of its own behind those of the line. */
export function valueCount({ schema }: Stretch): number {
  return Math.max(schema.values, ...schema.columns.map(({ from }) => from));
}
