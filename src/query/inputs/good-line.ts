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
 * judged and shown.
 */
export function splitLines(scan: string, stretch: Stretch, format: LineFormat): string {
  const { schema, day, place } = stretch;
  const values = format.values('line', schema);
  // A copy has no runs of blanks. Where there are some, they show as empty values.
  const mayHaveRuns = format.collapseSpaces === true && place.kind === 'file';
  const split = mayHaveRuns
    ? `(select * exclude (g), case when list_contains(g, '') then ${format.values(closedUp, schema)} else g end as f from (select *, ${values} as g from (${scan})))`
    : `(select *, ${values} as f from (${scan}))`;
  const moments = schema.columns.filter(isMoment).map((column) => momentSql(column, day));
  return moments.length === 0 ? split : `(select *, ${moments.join(', ')} from ${split})`;
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
      : `case when ${value} = ${usual} then ${usual}::date else ${cast} end`;
  return `${sql} as ${momentName(column)}`;
}

/** The day of `#Date` is that of nearly all lines: comparing with it is cheaper than reading it. */
function usualDay(day: string | undefined): string | undefined {
  if (day === undefined || !/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
  const at = Date.parse(`${day}T00:00:00Z`);
  const isReal = at > 0 && new Date(at).toISOString().startsWith(day);
  return isReal ? quotedString(day) : undefined;
}

/**
 * SQL that is true for a line ingest would take: the number of values, date and time, and numbers
 * asked for. It reads what `splitLines` gives.
 */
export function goodLine(
  stretch: Stretch,
  options: LineSourceOptions,
  wanted: readonly string[],
): string {
  const { schema } = stretch;
  const tests = [`len(f) = ${valueCount(stretch)}`];
  const moments = schema.columns.filter(isMoment);
  for (const column of moments) tests.push(goodMoment(column, stretch));
  if (schema.dayFromHeader === true) tests.push('day is not null');
  if (options.needsTime && !moments.some(({ type }) => type === 'TIME') && !options.dirTime) {
    tests.push('false');
  }
  for (const name of wanted) {
    const column = columnOf(stretch, name);
    const field = options.fields.find((one) => one.name === name);
    if (column === undefined || (field?.type !== 'INTEGER' && field?.type !== 'REAL')) continue;
    const value = `f[${column.from}]`;
    const absent =
      column.nullIf === undefined ? '' : ` or ${value} = ${quotedString(column.nullIf)}`;
    const number =
      field.type === 'REAL' ? `try_cast(${value} as double)` : typedSql(value, 'BIGINT');
    tests.push(`(${number} is not null${absent})`);
  }
  return tests.join(' and ');
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
      return `case when ${usual === undefined ? '' : `${value} = ${usual} or `}(length(${value}) = 10 and ${momentName(column)}::varchar = ${value}) then true else ${asIngest} end`;
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
