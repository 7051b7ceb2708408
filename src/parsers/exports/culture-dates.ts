import { utcText } from '../../support/utc-text.ts';

export type DateOrder = 'dmy' | 'mdy' | 'iso';

interface DateParts {
  readonly first: number;
  readonly second: number;
  readonly separator: string;
}

const yearFirst =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?)?\s*(am|pm)?\s*(z|[+-]\d{2}:?\d{2})?$/;
const yearLast =
  /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:,?[t ]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?)?\s*(am|pm)?$/;

/** What a date of a culture leaves open; undefined for one that begins with the year, or none. */
export function openParts(text: string): DateParts | undefined {
  const match = yearLast.exec(plain(text));
  if (match === null) return undefined;
  return { first: Number(match[1]), second: Number(match[3]), separator: match[2] ?? '' };
}

/**
 * The order a date shows by itself: a day beyond 12, or points, which only day-first cultures write.
 * Undefined where it could be either; `any` where both give the same day.
 */
export function orderShown(text: string): 'dmy' | 'mdy' | 'any' | undefined {
  const parts = openParts(text);
  if (parts === undefined) return 'any';
  if (parts.first > 12) return 'dmy';
  if (parts.second > 12) return 'mdy';
  if (parts.separator === '.') return 'dmy';
  return parts.first === parts.second ? 'any' : undefined;
}

/** `5/18/2013 2:53:41 AM` in this order as `2013-05-18 02:53:41`; undefined for no such time. */
export function parseDate(text: string, order: DateOrder): string | undefined {
  const value = plain(text);
  const iso = yearFirst.exec(value);
  if (iso !== null) {
    const [, year, month, day, hour, minute, second, half, zone] = iso;
    return timeText([year, month, day, hour, minute, second], half, zone);
  }
  const match = yearLast.exec(value);
  // What reads the same both ways needs no order.
  if (match === null || (order === 'iso' && Number(match[1]) !== Number(match[3])))
    return undefined;
  const [, first, , second, year = '', ...time] = match;
  const [day, month] = order === 'dmy' ? [first, second] : [second, first];
  const century = year.length === 2 ? (Number(year) < 70 ? '20' : '19') : '';
  const [hour, minute, seconds, half] = time;
  return timeText([`${century}${year}`, month, day, hour, minute, seconds], half, undefined);
}

/** How cultures say before and after noon, behind the time or before it. */
const halves = [
  ['am', '\uc624\uc804|\u4e0a\u5348|\u5348\u524d|\u03c0[.]?\u03bc[.]?|sa'],
  ['pm', '\uc624\ud6c4|\u4e0b\u5348|\u5348\u5f8c|\u03bc[.]?\u03bc[.]?|ch'],
] as const;
const halfWords = halves.map(
  ([half, words]) =>
    [half, new RegExp(`^(\\S+) ((?:${words}) ?)?(\\d.*?)( ?(?:${words}))?$`)] as const,
);

/** Lower case, `a. m.` as am, no-break spaces as spaces, `2024. 05. 01. ` without blanks in the date. */
function plain(text: string): string {
  const written = text
    .trim()
    .replaceAll(/[\u00a0\u202f\u200e\u200f]/g, (space) =>
      space < '\u2000' || space === '\u202f' ? ' ' : '',
    )
    .toLowerCase()
    .replace(/([ap])\.?\s?m\.?$/, '$1m')
    .replace(/^(\d{1,4})\. ?(\d{1,2})\. ?(\d{1,4})(?:\.| \u0433\.)?(?= |$)/, '$1.$2.$3');
  for (const [half, words] of halfWords) {
    const [, date = '', before, time = '', behind] = words.exec(written) ?? [];
    if (before !== undefined || behind !== undefined) return `${date} ${time} ${half}`;
  }
  return written;
}

function timeText(
  values: readonly (string | undefined)[],
  half: string | undefined,
  zone: string | undefined,
): string | undefined {
  const [year = 0, month = 0, day = 0, hour12 = 0, minute = 0, second = 0] = values.map((value) =>
    Number(value ?? 0),
  );
  if (half !== undefined && (hour12 < 1 || hour12 > 12)) return undefined;
  const hour = half === undefined ? hour12 : (hour12 % 12) + (half === 'pm' ? 12 : 0);
  const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const kept =
    time.getUTCFullYear() === year &&
    time.getUTCMonth() === month - 1 &&
    time.getUTCDate() === day &&
    time.getUTCHours() === hour &&
    time.getUTCMinutes() === minute &&
    time.getUTCSeconds() === second;
  if (!kept) return undefined;
  return utcText(new Date(time.getTime() - offsetMs(zone)));
}

function offsetMs(zone: string | undefined): number {
  if (zone === undefined || zone === 'z') return 0;
  const digits = zone.replace(':', '');
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return (digits.startsWith('-') ? -minutes : minutes) * 60_000;
}
