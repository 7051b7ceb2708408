import { dayStart } from './host';
import { datePlace } from './layout';
import { fieldStart, fieldStop, TIME_AT } from './line';

const LF: u8 = 10;
const CR: u8 = 13;
const BLANK: u8 = 32;
const ZERO: u8 = 48;
const COLON: u8 = 58;

// The day that was read last.
let lastDay: u64 = 0;
let lastDayRest: u16 = 0;
let lastDayStart: f64 = NaN;

/** Date and time in seconds since 1970; NaN where they are not `2024-05-01 07:00:00`. */
export function readTime(): f64 {
  const date = datePlace();
  const start = fieldStart(date);
  const time = start + TIME_AT;
  if (load<u8>(time - 1) != BLANK || fieldStart(date + 1) != time) return NaN;
  if (fieldStop(date + 1) != time + 8 || endsOther(time + 8)) return NaN;
  if (load<u8>(time + 2) != COLON || load<u8>(time + 5) != COLON) return NaN;
  const hour = twoDigits(time);
  const minute = twoDigits(time + 3);
  const second = twoDigits(time + 6);
  if (hour > 23 || minute > 59 || second > 59) return NaN;
  const day = load<u64>(start);
  const rest = load<u16>(start + 8);
  if (day != lastDay || rest != lastDayRest) {
    lastDayStart = dayStart(start);
    lastDay = day;
    lastDayRest = rest;
  }
  return lastDayStart + <f64>(hour * 3600 + minute * 60 + second);
}

/** Whether there is anything but what ends a field: a remembered lead does not say. */
function endsOther(at: usize): bool {
  const byte = load<u8>(at);
  return byte != BLANK && byte != LF && byte != CR;
}

function twoDigits(at: usize): u32 {
  const tens = <u32>load<u8>(at) - ZERO;
  const ones = <u32>load<u8>(at + 1) - ZERO;
  return tens > 9 || ones > 9 ? 99 : tens * 10 + ones;
}
