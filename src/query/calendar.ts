// The proleptic Gregorian calendar from Log Parser's origin, 0000-01-01 (year 0 is a leap year).

export const microsecondsPerSecond = 1_000_000n;
export const microsecondsPerDay = 86_400_000_000n;
/** 1970-01-01 in microseconds from year 0. */
export const unixEpoch = 62_167_219_200n * microsecondsPerSecond;

export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
}

const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysIn(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (daysOfMonth[month - 1] ?? 0);
}

/** Days from 0000-01-01 to the given date. */
function daysTo(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra + 60;
}

export function microsecondsOf(moment: Moment): bigint {
  const days = BigInt(daysTo(moment.year, moment.month, moment.day));
  const seconds = BigInt(moment.hour * 3600 + moment.minute * 60 + moment.second);
  return days * microsecondsPerDay + seconds * microsecondsPerSecond + BigInt(moment.microsecond);
}

export function momentOf(microseconds: bigint): Moment {
  const ofDay = modulo(microseconds, microsecondsPerDay);
  const days = Number((microseconds - ofDay) / microsecondsPerDay) - 60;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const second = Number(ofDay / microsecondsPerSecond);
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
    hour: Math.floor(second / 3600),
    minute: Math.floor(second / 60) % 60,
    second: second % 60,
    microsecond: Number(ofDay % microsecondsPerSecond),
  };
}

/** 0 = Sunday. */
export function weekdayOf(microseconds: bigint): number {
  // 0000-01-01 was a Saturday.
  return Number(modulo(floorDivide(microseconds, microsecondsPerDay) + 6n, 7n));
}

export function modulo(value: bigint, by: bigint): bigint {
  return ((value % by) + by) % by;
}

export function floorDivide(value: bigint, by: bigint): bigint {
  return (value - modulo(value, by)) / by;
}
