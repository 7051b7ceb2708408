import {
  daysIn,
  microsecondsOf,
  microsecondsPerDay,
  momentOf,
  modulo,
  weekdayOf,
  type Moment,
} from './calendar.ts';
import type { TimestampKind } from './source.ts';

export type FormatUnit =
  | 'year'
  | 'month'
  | 'day'
  | 'weekday'
  | 'hour'
  | 'minute'
  | 'second'
  | 'millisecond'
  | 'nanosecond'
  | 'half';

/** How a number stands in the text: `M` bare, `MM` zero, `MP` blank, `MX` either, `MMM` named. */
export type FormatStyle = 'bare' | 'zero' | 'blank' | 'either' | 'short-name' | 'long-name';

export type FormatPiece =
  | { readonly kind: 'literal'; readonly text: string }
  /** `?`: any one character; a blank when formatting. */
  | { readonly kind: 'any' }
  | {
      readonly kind: 'part';
      readonly unit: FormatUnit;
      readonly style: FormatStyle;
      /** Digits of the zero or blank style. */
      readonly width: number;
    };

export const monthNames =
  'January February March April May June July August September October November December'.split(
    ' ',
  );
export const weekdayNames = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

const dateUnits: readonly FormatUnit[] = ['year', 'month', 'day', 'weekday'];
const units: Record<string, FormatUnit> = {
  y: 'year',
  M: 'month',
  d: 'day',
  h: 'hour',
  H: 'hour',
  m: 'minute',
  s: 'second',
  l: 'millisecond',
  n: 'nanosecond',
  t: 'half',
};
const widths: Partial<Record<FormatUnit, number>> = { millisecond: 3, nanosecond: 9 };

/** Reads a timestamp format: `yyyy-MM-dd hh:mm:ss`. */
export function parseFormat(format: string): FormatPiece[] {
  const pieces: FormatPiece[] = [];
  let literal = '';
  for (let at = 0; at < format.length;) {
    const specifier = specifierAt(format, at);
    if (specifier === undefined && format[at] !== '?') {
      literal += format[at] ?? '';
      at++;
      continue;
    }
    if (literal !== '') pieces.push({ kind: 'literal', text: literal });
    literal = '';
    pieces.push(specifier === undefined ? { kind: 'any' } : partOf(specifier));
    at += specifier?.length ?? 1;
  }
  if (literal !== '') pieces.push({ kind: 'literal', text: literal });
  return pieces;
}

/** The specifier that begins at `at`: case tells months from minutes; h and H are the same. */
function specifierAt(format: string, at: number): string | undefined {
  const letter = format[at] ?? '';
  if (/^tt/i.test(format.slice(at, at + 2))) return format.slice(at, at + 2);
  if (!(letter in units) || letter === 't') return undefined;
  const longest = letter === 'y' || letter === 'M' || letter === 'd' ? 4 : 2;
  const isSame = (other = ''): boolean =>
    other === letter || (units[letter] === 'hour' && units[other] === 'hour');
  let length = 1;
  while (length < longest && isSame(format[at + length])) length++;
  const padding = length === 1 && letter !== 'y' && /[px]/i.test(format[at + 1] ?? '');
  return format.slice(at, at + (padding ? 2 : length));
}

function partOf(specifier: string): FormatPiece {
  const unit = units[specifier[0] === 'T' ? 't' : (specifier[0] ?? '')] ?? 'half';
  const suffix = specifier[1]?.toLowerCase();
  const part = (style: FormatStyle, width: number): FormatPiece => ({
    kind: 'part',
    unit,
    style,
    width,
  });
  if (unit === 'half') return part('short-name', 2);
  if (unit === 'year') return part('zero', specifier.length);
  const width = widths[unit] ?? 2;
  if (suffix === 'p') return part('blank', width);
  if (suffix === 'x') return part('either', width);
  if (specifier.length === 1) return part('bare', width);
  if (specifier.length === 2) return part('zero', width);
  const named = specifier.length === 3 ? 'short-name' : 'long-name';
  return unit === 'day'
    ? { kind: 'part', unit: 'weekday', style: named, width: 0 }
    : part(named, 0);
}

/** Which parts a format speaks of; `undefined` if of none. */
export function kindOfFormat(pieces: readonly FormatPiece[]): TimestampKind | undefined {
  const parts = pieces.filter((piece) => piece.kind === 'part');
  const date = parts.some(({ unit }) => dateUnits.includes(unit));
  const time = parts.some(({ unit }) => !dateUnits.includes(unit));
  if (date) return time ? 'full' : 'date';
  return time ? 'time' : undefined;
}

/** Parses by the strict rules; `null` where the text is not of the format. */
export function parseTimestamp(pieces: readonly FormatPiece[], text: string): bigint | null {
  const match = new RegExp(`^${patternOf(pieces)}$`, 'isu').exec(text);
  if (!match) return null;
  const parts = pieces.filter((piece) => piece.kind === 'part');
  const moment = {
    year: 0,
    month: 1,
    day: 1,
    hour: 0,
    minute: 0,
    second: 0,
    microsecond: 0,
  };
  let half: string | undefined;
  for (const [i, { unit, width }] of parts.entries()) {
    const found = match[i + 1] ?? '';
    if (unit === 'half') half = found.toUpperCase();
    else if (unit === 'weekday') continue;
    else if (unit === 'month' && width === 0) moment.month = monthNumber(found);
    else if (unit === 'year') moment.year = Number(found) + (width < 4 ? 2000 : 0);
    else if (unit === 'millisecond') moment.microsecond = Number(found) * 1000;
    else if (unit === 'nanosecond') moment.microsecond = Math.floor(Number(found) / 1000);
    else moment[unit] = Number(found);
  }
  if (half !== undefined) {
    if (moment.hour < 1 || moment.hour > 12) return null;
    moment.hour = (moment.hour % 12) + (half === 'PM' ? 12 : 0);
  }
  const valid =
    moment.month >= 1 &&
    moment.month <= 12 &&
    moment.day >= 1 &&
    moment.day <= daysIn(moment.year, moment.month) &&
    moment.hour <= 23 &&
    moment.minute <= 59 &&
    moment.second <= 59;
  return valid ? microsecondsOf(moment) : null;
}

function monthNumber(name: string): number {
  const wanted = name.toLowerCase().slice(0, 3);
  return monthNames.findIndex((month) => month.toLowerCase().startsWith(wanted)) + 1;
}

/** A regular expression with a group for each part, for JavaScript and RE2 alike. */
export function patternOf(pieces: readonly FormatPiece[]): string {
  return pieces.map(patternOfPiece).join('');
}

function patternOfPiece(piece: FormatPiece): string {
  if (piece.kind === 'literal') return piece.text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  if (piece.kind === 'any') return '.';
  const { unit, style, width } = piece;
  if (unit === 'half') return '([AaPp][Mm])';
  const names = unit === 'weekday' ? weekdayNames : monthNames;
  if (style === 'long-name') return `(${names.join('|')})`;
  if (style === 'short-name') return `(${names.map((name) => name.slice(0, 3)).join('|')})`;
  if (style === 'zero') return `(\\d{${width}})`;
  if (style === 'either') return `(\\d{1,${width}})`;
  if (style === 'bare') return `([1-9]\\d{0,${width - 1}}|0)`;
  const padded = Array.from({ length: width }, (_, blanks) => {
    const digits = width - blanks;
    return `${' '.repeat(blanks)}${digits === 1 ? '\\d' : `[1-9]\\d{${digits - 1}}`}`;
  });
  return `(${padded.join('|')})`;
}

/**
 * The pieces a value of `kind` is formatted by: a date-only or time-only value passes over the
 * other parts and the literal text around them.
 */
export function piecesFor(pieces: readonly FormatPiece[], kind: TimestampKind): FormatPiece[] {
  if (kind === 'full') return [...pieces];
  const isKept = (piece: FormatPiece): boolean =>
    piece.kind === 'part' && dateUnits.includes(piece.unit) === (kind === 'date');
  const isPart = (piece: FormatPiece): boolean => piece.kind === 'part';
  return pieces.filter((piece, i) => {
    if (isPart(piece)) return isKept(piece);
    const before = pieces.slice(0, i).findLast(isPart);
    const after = pieces.slice(i + 1).find(isPart);
    return (before === undefined || isKept(before)) && (after === undefined || isKept(after));
  });
}

export function formatTimestamp(
  pieces: readonly FormatPiece[],
  microseconds: bigint,
  kind: TimestampKind,
): string {
  const moment = momentOf(microseconds);
  const shown = piecesFor(pieces, kind);
  const twelve = shown.some((piece) => piece.kind === 'part' && piece.unit === 'half');
  return shown.map((piece) => formatPiece(piece, moment, microseconds, twelve)).join('');
}

function formatPiece(
  piece: FormatPiece,
  moment: Moment,
  microseconds: bigint,
  twelve: boolean,
): string {
  if (piece.kind === 'literal') return piece.text;
  if (piece.kind === 'any') return ' ';
  const { unit, style, width } = piece;
  if (unit === 'half') return moment.hour < 12 ? 'AM' : 'PM';
  if (style === 'short-name' || style === 'long-name') {
    const name =
      unit === 'month'
        ? (monthNames[moment.month - 1] ?? '')
        : (weekdayNames[weekdayOf(microseconds)] ?? '');
    return style === 'short-name' ? name.slice(0, 3) : name;
  }
  if (unit === 'year') {
    const digits = String(Math.abs(moment.year)).padStart(width, '0');
    if (width < 4) return digits.slice(-width);
    return moment.year < 0 ? `-${digits}` : digits;
  }
  const number = String(numberOf(unit, moment, microseconds, twelve));
  if (style === 'zero') return number.padStart(width, '0');
  return style === 'blank' ? number.padStart(width, ' ') : number;
}

function numberOf(unit: FormatUnit, moment: Moment, microseconds: bigint, twelve: boolean): number {
  switch (unit) {
    case 'hour':
      return twelve ? ((moment.hour + 11) % 12) + 1 : moment.hour;
    case 'millisecond':
      return Math.floor(moment.microsecond / 1000);
    case 'nanosecond':
      return Number(modulo(microseconds, microsecondsPerDay) % 1_000_000n) * 1000;
    case 'month':
    case 'day':
    case 'minute':
    case 'second':
      return moment[unit];
    default:
      return 0;
  }
}
