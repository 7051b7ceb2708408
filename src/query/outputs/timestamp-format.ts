/** The fields of a TIMESTAMP value, year 0 included. */
export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nanosecond: number;
  readonly hasDate: boolean;
  readonly hasTime: boolean;
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Reads DuckDB's text of a DATE, TIME or TIMESTAMP, or ours; BC years become 0, -1, ... */
export function parseMoment(text: string): Moment | undefined {
  const match =
    /^(?:(-?\d{1,6})-(\d\d)-(\d\d)( \(BC\))?)?\s*(?:(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?)?( \(BC\))?$/.exec(
      text,
    );
  if (match === null) return undefined;
  const [, year, month, day, bcDate, hour, minute, second, fraction, bcEnd] = match;
  if (year === undefined && hour === undefined) return undefined;
  const isBc = bcDate !== undefined || bcEnd !== undefined;
  return {
    year: year === undefined ? 0 : isBc ? 1 - Number(year) : Number(year),
    month: Number(month ?? 1),
    day: Number(day ?? 1),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    nanosecond: Number((fraction ?? '').padEnd(9, '0')),
    hasDate: year !== undefined,
    hasTime: hour !== undefined,
  };
}

const twelveHour = (hour: number): number => (hour % 12 === 0 ? 12 : hour % 12);

const padded = (value: number, width: number, style: string): string => {
  if (style === 'p') return String(value).padStart(width, ' ');
  return style === 'x' ? String(value) : String(value).padStart(width, '0');
};

function weekday(moment: Moment): string {
  const date = new Date(0);
  date.setUTCFullYear(moment.year, moment.month - 1, moment.day);
  return weekdays[date.getUTCDay()] ?? '';
}

function dateField(token: string, moment: Moment): string {
  const year = String(Math.abs(moment.year)).padStart(4, '0');
  switch (token) {
    case 'y':
    case 'yy':
    case 'yyy':
      return year.slice(-token.length);
    case 'yyyy':
      return moment.year < 0 ? `-${year}` : year;
    case 'MMM':
      return (months[moment.month - 1] ?? '').slice(0, 3);
    case 'MMMM':
      return months[moment.month - 1] ?? '';
    case 'ddd':
      return weekday(moment).slice(0, 3);
    case 'dddd':
      return weekday(moment);
  }
  const value = token.startsWith('M') ? moment.month : moment.day;
  return token.length === 1 ? String(value) : padded(value, 2, token.slice(1));
}

function timeField(token: string, moment: Moment, isTwelveHour: boolean): string {
  if (token === 'tt') return moment.hour < 12 ? 'AM' : 'PM';
  const hour = isTwelveHour ? twelveHour(moment.hour) : moment.hour;
  const [value, width] = {
    h: [hour, 2],
    m: [moment.minute, 2],
    s: [moment.second, 2],
    l: [Math.floor(moment.nanosecond / 1_000_000), 3],
    n: [moment.nanosecond, 9],
  }[token[0]?.toLowerCase() ?? 'n'] as [number, number];
  return token.length === 1 ? String(value) : padded(value, width, token.slice(1).toLowerCase());
}

const tokens =
  /(y{1,4}|MMMM|MMM|M[MPpXx]?|dddd|ddd|d[dpPxX]?|[hH][hHpPxX]?|m[mpPxX]?|s[spPxX]?|l[lpPxX]?|n[npPxX]?|tt|\?)/;

/**
 * Log Parser's format strings: `yyyy-MM-dd hh:mm:ss`. A value without a date or without a time
 * leaves out the specifiers of what it lacks, with the literals that belong to them.
 */
export function formatMoment(moment: Moment, format: string): string {
  const parts = format.split(tokens);
  const isTwelveHour = parts.includes('tt');
  const isDate = (i: number): boolean => /^[yMd]/.test(parts[i] ?? '');
  const isTime = (i: number): boolean => /^([hHmsln]|tt)/.test(parts[i] ?? '');
  const isKept = (i: number): boolean =>
    (moment.hasDate || !isDate(i)) && (moment.hasTime || !isTime(i));
  let text = '';
  let pending = '';
  let wasDropped = false;
  for (const [i, part] of parts.entries()) {
    if (i % 2 === 0 || part === '?') {
      pending += part === '?' ? ' ' : part;
      continue;
    }
    if (isKept(i)) {
      // The literal between a dropped field and the first kept one goes with the dropped field.
      if (!wasDropped || text !== '') text += pending;
      text += isDate(i) ? dateField(part, moment) : timeField(part, moment, isTwelveHour);
    }
    wasDropped = !isKept(i);
    pending = '';
  }
  return wasDropped ? text : text + pending;
}
