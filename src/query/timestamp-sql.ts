import { quotedString } from '../duckdb/sql-text.ts';
import { momentOf, unixEpoch } from './calendar.ts';
import type { TimestampKind } from './source.ts';
import {
  kindOfFormat,
  monthNames,
  patternOf,
  piecesFor,
  type FormatPiece,
  type FormatUnit,
} from './timestamp-format.ts';
import type { SqlType, Value } from './value.ts';

/** A literal of the given SQL type for a moment in microseconds from year 0. */
export function timestampLiteral(microseconds: bigint, sqlType: SqlType): string {
  const moment = momentOf(microseconds);
  const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
  const date = `${pad(moment.year, 4)}-${pad(moment.month)}-${pad(moment.day)}`;
  const fraction =
    moment.microsecond === 0 ? '' : `.${pad(moment.microsecond, 6).replace(/0+$/, '')}`;
  const time = `${pad(moment.hour)}:${pad(moment.minute)}:${pad(moment.second)}${fraction}`;
  if (sqlType === 'TIME') return `time '${time}'`;
  if (moment.year < 0 || moment.year > 9999) {
    const made = `make_timestamp(${microseconds - unixEpoch})`;
    return sqlType === 'DATE' ? `${made}::date` : made;
  }
  return sqlType === 'DATE' ? `date '${date}'` : `timestamp '${date} ${time}'`;
}

/** `text` parsed by a format; NULL where it is not exactly of the format. */
export function parseSql(text: string, pieces: readonly FormatPiece[]): string {
  const kind = kindOfFormat(pieces) ?? 'full';
  return (
    canonicalParse(text, pieces, kind) ??
    roundTripParse(text, pieces, kind) ??
    generalParse(text, pieces, kind)
  );
}

const zeroed = (units: readonly FormatUnit[], separator: string): string =>
  units.map((unit) => (unit === 'year' ? 'yyyy' : unit)).join(separator);
const dateShape = zeroed(['year', 'month', 'day'], '-');
const timeShape = zeroed(['hour', 'minute', 'second'], ':');

/** The text of a format's pieces if it has only zero-padded parts; `?` stands for itself. */
function shapeOf(pieces: readonly FormatPiece[]): string | undefined {
  const shape = pieces.map((piece) => {
    if (piece.kind === 'literal') return piece.text;
    if (piece.kind === 'any') return '?';
    if (piece.style !== 'zero' || (piece.unit === 'year' && piece.width !== 4)) return '\u0000';
    return piece.unit === 'year' ? 'yyyy' : piece.unit;
  });
  const text = shape.join('');
  return text.includes('\u0000') ? undefined : text;
}

/**
 * The forms DuckDB casts by itself. The cast is lenient, so its result must give the text back:
 * a sixth of the cost of a regular expression.
 */
function canonicalParse(
  text: string,
  pieces: readonly FormatPiece[],
  kind: TimestampKind,
): string | undefined {
  const shape = shapeOf(pieces);
  const cast = (type: string, of: string): string => `try_cast(${of} as ${type})`;
  if (shape === dateShape) {
    return `case when strlen(${text}) = 10 and ${cast('date', text)}::varchar = ${text} then ${cast('date', text)} end`;
  }
  if (shape === timeShape) {
    return `case when strlen(${text}) = 8 and ${text} < '24' and ${cast('time', text)}::varchar = ${text} then ${cast('time', text)} end`;
  }
  if (kind !== 'full' || shape === undefined) return undefined;
  const middle = new RegExp(`^${dateShape}(.)${timeShape}$`, 's').exec(shape)?.[1];
  if (middle === undefined) return undefined;
  const plain =
    middle === ' ' ? text : `(substring(${text}, 1, 10) || ' ' || substring(${text}, 12))`;
  const checked =
    middle === ' ' || middle === '?'
      ? ''
      : `substring(${text}, 11, 1) = ${quotedString(middle)} and `;
  const length = middle === '?' ? `length(${text})` : `strlen(${text})`;
  return `case when ${length} = 19 and ${checked}${cast('timestamp', plain)}::varchar = ${plain} then ${cast('timestamp', plain)} end`;
}

const strftimeParts: Record<string, string> = {
  'year zero': '%Y',
  'month zero': '%m',
  'month bare': '%-m',
  'month short-name': '%b',
  'month long-name': '%B',
  'day zero': '%d',
  'day bare': '%-d',
  'hour zero': '%H',
  'hour bare': '%-H',
  'minute zero': '%M',
  'minute bare': '%-M',
  'second zero': '%S',
  'second bare': '%-S',
};

/** Whole dates and times: strptime is lenient too, so strftime must give the text back. */
function roundTripParse(
  text: string,
  pieces: readonly FormatPiece[],
  kind: TimestampKind,
): string | undefined {
  const parts = pieces.filter((piece) => piece.kind === 'part');
  const twelve = parts.some(({ unit }) => unit === 'half');
  const seen = new Set(parts.map(({ unit }) => unit));
  const wholeDate = seen.has('year') && seen.has('month') && seen.has('day');
  if (seen.size !== parts.length || (kind !== 'time' && !wholeDate)) return undefined;
  let format = '';
  for (const piece of pieces) {
    if (piece.kind === 'any') return undefined;
    if (piece.kind === 'literal') format += piece.text.replaceAll('%', '%%');
    else {
      if (piece.unit === 'year' && piece.width !== 4) return undefined;
      const part = piece.unit === 'half' ? '%p' : strftimeParts[`${piece.unit} ${piece.style}`];
      if (part === undefined) return undefined;
      format += twelve ? part.replace('H', 'I') : part;
    }
  }
  if (twelve && !seen.has('hour')) return undefined;
  const parsed = `try_strptime(${text}, ${quotedString(format)})`;
  const named = parts.some(({ style }) => style.endsWith('name'));
  const back = `strftime(${parsed}, ${quotedString(format)})`;
  const same = named ? `lower(${back}) = lower(${text})` : `${back} = ${text}`;
  return `case when ${same} then ${parsed}${castOf(kind)} end`;
}

function castOf(kind: TimestampKind): string {
  return kind === 'full' ? '' : `::${kind}`;
}

function generalParse(text: string, pieces: readonly FormatPiece[], kind: TimestampKind): string {
  const parts = pieces.filter((piece) => piece.kind === 'part');
  if (parts.length === 0) {
    return `case when regexp_full_match(${text}, ${quotedString(`(?s)${patternOf(pieces)}`)}) then timestamp '0000-01-01 00:00:00' end`;
  }
  const names = parts.map((_, i) => `'p${i}'`);
  const pattern = quotedString(`^(?is)${patternOf(pieces)}$`);
  const groups = `regexp_extract(${text}, ${pattern}, [${names.join(', ')}])`;
  const piece = (unit: FormatUnit): { sql: string; width: number; named: boolean } | undefined => {
    const i = parts.findLastIndex((part) => part.unit === unit);
    const part = parts[i];
    return part && { sql: `easel_parts.p${i}`, width: part.width, named: part.width === 0 };
  };
  const number = (unit: FormatUnit): string =>
    `try_cast(ltrim(${piece(unit)?.sql ?? ''}) as bigint)`;
  const or = (unit: FormatUnit, fallback: string): string =>
    piece(unit) ? number(unit) : fallback;
  const year = piece('year');
  const yearSql = year ? (year.width < 4 ? `2000 + ${number('year')}` : number('year')) : '0';
  const monthList = `[${monthNames.map((name) => `'${name.slice(0, 3).toLowerCase()}'`).join(', ')}]`;
  const month = piece('month');
  const monthSql = month?.named
    ? `list_position(${monthList}, lower(${month.sql}[1:3]))`
    : or('month', '1');
  const half = piece('half');
  const hour = half
    ? `case when ${or('hour', '12')} between 1 and 12 then ${or('hour', '12')} % 12 + if(lower(${half.sql}) = 'pm', 12, 0) end`
    : or('hour', '0');
  const fraction = piece('nanosecond')
    ? ` + ${number('nanosecond')} // 1000 / 1000000`
    : piece('millisecond')
      ? ` + ${number('millisecond')} / 1000`
      : '';
  // A group is '' only where the whole pattern does not fit: every part has at least a character.
  const made = `try(make_timestamp(${yearSql}, ${monthSql}, ${or('day', '1')}, ${hour}, ${or('minute', '0')}, ${or('second', '0')}${fraction}))${castOf(kind)}`;
  return `list_transform([${groups}], lambda easel_parts: case when easel_parts.p0 <> '' and ${or('second', '0')} < 60 then ${made} end)[1]`;
}

/** A timestamp, whose SQL is `sql`, as text by a format. */
export function formatSql(sql: string, value: Value, format: readonly FormatPiece[]): string {
  const pieces = piecesFor(format, value.kind);
  const timestamp = asTimestamp(sql, value.sqlType);
  const isSigned = value.uses.negative;
  const twelve = pieces.some((piece) => piece.kind === 'part' && piece.unit === 'half');
  const segments: string[] = [];
  let written = '';
  const flush = (): void => {
    if (written !== '') segments.push(`strftime(${timestamp}, ${quotedString(written)})`);
    written = '';
  };
  for (const piece of pieces) {
    if (piece.kind === 'literal') written += piece.text.replaceAll('%', '%%');
    else if (piece.kind === 'any') written += ' ';
    else {
      const simple = isSigned && piece.unit === 'year' ? undefined : strftimePart(piece, twelve);
      if (simple !== undefined) written += simple;
      else {
        flush();
        segments.push(oddPart(piece, timestamp, twelve, isSigned));
      }
    }
  }
  flush();
  if (segments.length === 0) return "''";
  return segments.length === 1 ? (segments[0] ?? '') : `(${segments.join(' || ')})`;
}

function strftimePart(piece: FormatPiece & { kind: 'part' }, twelve: boolean): string | undefined {
  const { unit, width } = piece;
  const style = piece.style === 'either' ? 'bare' : piece.style;
  if (unit === 'half') return '%p';
  if (unit === 'weekday') return style === 'short-name' ? '%a' : '%A';
  if (unit === 'year') return width === 4 ? '%Y' : width === 2 ? '%y' : undefined;
  if (unit === 'millisecond' && style === 'zero') return '%g';
  const part = strftimeParts[`${unit} ${style}`];
  return unit === 'hour' && twelve ? part?.replace('H', 'I') : part;
}

function oddPart(
  piece: FormatPiece & { kind: 'part' },
  timestamp: string,
  twelve: boolean,
  isSigned: boolean,
): string {
  const { unit, style, width } = piece;
  if (unit === 'year')
    return isSigned
      ? signedYear(timestamp, width)
      : `right(strftime(${timestamp}, '%Y'), ${width})`;
  if (unit === 'nanosecond') {
    const nanoseconds = `(microsecond(${timestamp}) % 1000000 * 1000)::varchar`;
    return padded(nanoseconds, style, width);
  }
  if (unit === 'millisecond') {
    return padded(`(microsecond(${timestamp}) % 1000000 // 1000)::varchar`, style, width);
  }
  const part = strftimeParts[`${unit} bare`] ?? '%-d';
  const shown = unit === 'hour' && twelve ? '%-I' : part;
  return padded(`strftime(${timestamp}, '${shown}')`, style, width);
}

/** `-0001`, which `%Y` writes as `-1`. */
function signedYear(timestamp: string, width: number): string {
  const digits = `format('{:04d}', abs(year(${timestamp})))`;
  if (width < 4) return `right(${digits}, ${width})`;
  return `if(year(${timestamp}) < 0, '-', '') || ${digits}`;
}

function padded(text: string, style: string, width: number): string {
  if (style === 'zero') return `lpad(${text}, ${width}, '0')`;
  return style === 'blank' ? `lpad(${text}, ${width}, ' ')` : text;
}

/** Any representation as a full TIMESTAMP: a missing date is 0000-01-01, a missing time 00:00. */
export function asTimestamp(sql: string, from: SqlType): string {
  if (from === 'DATE') return `${sql}::timestamp`;
  return from === 'TIME' ? `(date '0000-01-01' + ${sql})` : sql;
}
