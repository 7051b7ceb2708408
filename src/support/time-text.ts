import { UsageError } from './errors.ts';
import { instantOf } from './zone.ts';

/** A moment a person typed; `isDate`: a whole day, of which `ms` is the local midnight that begins it. */
export interface TypedTime {
  readonly ms: number;
  readonly isDate: boolean;
}

const date = /^(\d{4})-(\d{2})-(\d{2})$/;
const moment =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?(Z|[+-]\d{2}:?\d{2})?$/i;
const ago = /^(\d{1,6})([dhm])$/;
const unitMs = { d: 86_400_000, h: 3_600_000, m: 60_000 };

/**
 * `2024-05-01`, `2024-05-01T12:30`, `...Z`, `...+02:00`, or `7d` before `nowMs`. `flag` is named in errors.
 * @throws UsageError `unreadable-time`
 */
export function parseTime(text: string, flag: string, zone: string, nowMs: number): TypedTime {
  const back = ago.exec(text);
  if (back !== null) {
    const unit = unitMs[back[2] as keyof typeof unitMs];
    return { ms: nowMs - Number(back[1]) * unit, isDate: false };
  }
  const day = date.exec(text);
  const exact = moment.exec(text);
  const parts = (day ?? exact)?.slice(1, 7).map((part: string | undefined) => Number(part ?? 0));
  if (parts === undefined) throw unreadable(text, flag);
  const [year = 0, month = 0, dayOfMonth = 0, hour = 0, minute = 0, second = 0] = parts;
  const wall = Date.UTC(year, month - 1, dayOfMonth, hour, minute, second);
  const asUtc = new Date(wall);
  const isReal =
    asUtc.getUTCMonth() === month - 1 &&
    asUtc.getUTCDate() === dayOfMonth &&
    hour < 24 &&
    minute < 60;
  if (!isReal) throw unreadable(text, flag);
  const fraction = Number((exact?.[7] ?? '').padEnd(3, '0') || 0);
  const offset = exact?.[8];
  if (offset === undefined) return { ms: instantOf(wall, zone) + fraction, isDate: day !== null };
  return { ms: wall + fraction - offsetMs(offset), isDate: false };
}

function offsetMs(offset: string): number {
  if (/^z$/i.test(offset)) return 0;
  const digits = offset.replace(':', '');
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return (digits.startsWith('-') ? -minutes : minutes) * 60_000;
}

function unreadable(text: string, flag: string): UsageError {
  const dottedDate = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const meant =
    dottedDate === null
      ? ''
      : `for that day write ${dottedDate
          .slice(1, 4)
          .reverse()
          .map((part) => part.padStart(2, '0'))
          .join('-')}; `;
  return new UsageError('unreadable-time', `${flag} '${text}' is not a time`, {
    hint: `${meant}give a day (2024-05-01), a moment (2024-05-01T12:30, 2024-05-01T12:30Z) or a span back (7d)`,
  });
}
