/** Which halves a Log Parser timestamp format gives. */
export function formatKind(format: string): 'full' | 'date' | 'time' {
  const fields = format.match(tokens) ?? [];
  const hasDate = fields.some((field) => /^[yMd]/.test(field));
  const hasTime = fields.some((field) => /^([hHmsln]|tt)/.test(field));
  return hasDate && hasTime ? 'full' : hasTime ? 'time' : 'date';
}

const tokens =
  /y{1,4}|MMMM|MMM|M[MPpXx]?|dddd|ddd|d[dpPxX]?|[hH][hHpPxX]?|m[mpPxX]?|s[spPxX]?|l[lpPxX]?|n[npPxX]?|tt|\?/g;

const monthNames = [
  'jan',
  'feb',
  'mar',
  'apr',
  'may',
  'jun',
  'jul',
  'aug',
  'sep',
  'oct',
  'nov',
  'dec',
];

/** The pattern of a numeric field: `M` refuses a leading zero, `MM` wants it, `MX` takes both. */
function digits(style: string, width: number): string {
  if (style === '') return `(0|[1-9]\\d{0,${width - 1}})`;
  if (style === 'p') return `( *\\d{1,${width}})`;
  return style === 'x' ? `(\\d{1,${width}})` : `(\\d{${width}})`;
}

interface Parts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  nanosecond: number;
  isPm: boolean | undefined;
}

type Take = (text: string, parts: Parts) => void;

function field(token: string): [pattern: string, take: Take | undefined] {
  const style = token.slice(1).toLowerCase();
  switch (token[0]) {
    case 'y': {
      const width = token.length;
      const base = width === 2 || width === 1 ? 2000 : width === 3 ? 2000 : 0;
      return [`(\\d{${width}})`, (text, parts) => (parts.year = base + Number(text))];
    }
    case 'M':
      if (token.length >= 3) {
        const names = token.length === 3 ? '([A-Za-z]{3})' : '([A-Za-z]{3,9})';
        return [
          names,
          (text, parts) => (parts.month = monthNames.indexOf(text.slice(0, 3).toLowerCase()) + 1),
        ];
      }
      return [
        digits(style === 'm' ? 'd' : style, 2),
        (text, parts) => (parts.month = Number(text)),
      ];
    case 'd':
      if (token.length >= 3) return ['[A-Za-z]{3,9}', undefined];
      return [digits(style, 2), (text, parts) => (parts.day = Number(text))];
    case 'h':
    case 'H':
      return [digits(style, 2), (text, parts) => (parts.hour = Number(text))];
    case 'm':
      return [digits(style, 2), (text, parts) => (parts.minute = Number(text))];
    case 's':
      return [digits(style, 2), (text, parts) => (parts.second = Number(text))];
    case 'l':
      return [digits(style, 3), (text, parts) => (parts.nanosecond = Number(text) * 1_000_000)];
    case 'n':
      return [digits(style, 9), (text, parts) => (parts.nanosecond = Number(text))];
    case 't':
      return ['([AaPp][Mm])', (text, parts) => (parts.isPm = /^p/i.test(text))];
    default:
      return ['[^]', undefined];
  }
}

/**
 * A reader for one format: gives DuckDB's text of the value (`2024-05-01 07:00:00`, `2024-05-01` or
 * `07:00:00` by the halves the format has), undefined for anything else. Strict, as the original.
 */
export function timestampReader(format: string): (text: string) => string | undefined {
  const takes: Take[] = [];
  let pattern = '';
  let end = 0;
  for (const match of format.matchAll(tokens)) {
    pattern += literal(format.slice(end, match.index));
    const [part, take] = field(match[0]);
    pattern += part;
    if (take !== undefined) takes.push(take);
    end = match.index + match[0].length;
  }
  const whole = new RegExp(`^${pattern}${literal(format.slice(end))}$`);
  const kind = formatKind(format);
  return (text) => {
    const match = whole.exec(text);
    if (match === null) return undefined;
    const parts: Parts = {
      year: 0,
      month: 1,
      day: 1,
      hour: 0,
      minute: 0,
      second: 0,
      nanosecond: 0,
      isPm: undefined,
    };
    for (const [i, take] of takes.entries()) take(match[i + 1] ?? '', parts);
    return momentText(parts, kind);
  };
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function momentText(parts: Parts, kind: 'full' | 'date' | 'time'): string | undefined {
  let { hour } = parts;
  if (parts.isPm !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (parts.isPm ? 12 : 0);
  }
  if (parts.month < 1 || parts.month > 12 || parts.day < 1) return undefined;
  if (parts.day > daysIn(parts.year, parts.month)) return undefined;
  if (hour > 23 || parts.minute > 59 || parts.second > 59) return undefined;
  const pad = (value: number, width: number): string => String(value).padStart(width, '0');
  const isBc = parts.year < 1;
  const date = `${pad(isBc ? 1 - parts.year : parts.year, 4)}-${pad(parts.month, 2)}-${pad(parts.day, 2)}`;
  const micro = Math.floor(parts.nanosecond / 1000);
  const time = `${pad(hour, 2)}:${pad(parts.minute, 2)}:${pad(parts.second, 2)}${micro === 0 ? '' : `.${pad(micro, 6)}`}`;
  const era = isBc ? ' (BC)' : '';
  if (kind === 'time') return time;
  return kind === 'date' ? `${date}${era}` : `${date}${era} ${time}`;
}

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}
