import { constantValue, convertTimestamp, type CallContext } from '../function-row.ts';
import { microsecondsOf, microsecondsPerDay, modulo, unixEpoch } from '../calendar.ts';
import { formatTimestamp, kindOfFormat, parseTimestamp } from '../timestamp-format.ts';
import { withArticle } from '../query-error.ts';
import { parseSql } from '../timestamp-sql.ts';
import { isConstant, type Value } from '../value.ts';
import { offsetAt, toLocal, toUtc, zoneMacro } from '../zone.ts';
import { secondsToTimestamp } from './conversion.ts';
import { formatOf } from './timestamp-formats.ts';

/** TO_TIMESTAMP(date, time), (text, format) or (seconds since year 0). */
export function toTimestamp(call: CallContext, args: readonly Value[]): Value {
  const [first, second] = args as [Value, Value | undefined];
  if (first.type === 'INTEGER' || first.type === 'REAL') {
    if (second) throw call.error('argument-count', 'TO_TIMESTAMP of a number takes 1 argument', 1);
    if (isConstant(first)) {
      const micros = BigInt(Math.round(Number(first.constant) * 1e6));
      const isInRange = BigInt.asIntN(64, micros - unixEpoch) === micros - unixEpoch;
      return constantValue(call.values, 'TIMESTAMP', isInRange ? micros : null);
    }
    return secondsToTimestamp(call, first);
  }
  if (!second) {
    throw call.error(
      'argument-count',
      `TO_TIMESTAMP of ${withArticle(first.type)} takes 2 arguments`,
      undefined,
      "TO_TIMESTAMP(date, time) or TO_TIMESTAMP(text, 'yyyy-MM-dd hh:mm:ss')",
    );
  }
  if (first.type === 'TIMESTAMP' && second.type === 'TIMESTAMP') {
    return dateAndTime(call, first, second);
  }
  if (first.type !== 'STRING' || second.type !== 'STRING') {
    throw call.error(
      'argument-type',
      `arguments of function TO_TIMESTAMP must be two TIMESTAMPs or two STRINGs, not ${withArticle(first.type)} and ${withArticle(second.type)}`,
      1,
    );
  }
  return textToTimestamp(call, first, second);
}

function dateAndTime(call: CallContext, first: Value, second: Value): Value {
  if (isConstant(first) && isConstant(second)) {
    const date = BigInt(first.constant ?? 0);
    const time = modulo(BigInt(second.constant ?? 0), microsecondsPerDay);
    const day = date - modulo(date, microsecondsPerDay);
    return constantValue(call.values, 'TIMESTAMP', day + time);
  }
  return call.values.make({
    key: 'date-and-time',
    type: 'TIMESTAMP',
    operands: [first, second],
    sql: ([date = '', time = '']) =>
      `(${convertTimestamp(date, first.sqlType, 'DATE')} + ${convertTimestamp(time, second.sqlType, 'TIME')})`,
  });
}

function textToTimestamp(call: CallContext, text: Value, format: Value): Value {
  if (!isConstant(format)) {
    throw call.error('argument-not-constant', 'the format of TO_TIMESTAMP must be a constant', 1);
  }
  const pieces = formatOf(call, format);
  const kind = kindOfFormat(pieces) ?? 'full';
  if (isConstant(text)) {
    const folded = parseTimestamp(pieces, String(text.constant));
    return constantValue(call.values, 'TIMESTAMP', folded, kind);
  }
  return call.values.make({
    key: `parse:${String(format.constant)}`,
    type: 'TIMESTAMP',
    kind,
    operands: [text],
    nullable: true,
    sql: ([x = '']) => parseSql(x, pieces),
  });
}

/** TIMESTAMP('2024-05-01', 'yyyy-MM-dd'): a constant. */
export function timestampConstant(call: CallContext, args: readonly Value[]): Value {
  const [text, format] = args as [Value, Value];
  const pieces = formatOf(call, format);
  const parsed = parseTimestamp(pieces, String(text.constant));
  if (parsed === null) {
    const example = formatTimestamp(pieces, microsecondsOf(sample), 'full');
    throw call.error(
      'timestamp-constant',
      `'${String(text.constant)}' cannot be parsed by the format '${String(format.constant)}'`,
      0,
      `it would read '${example}': M, d, h, m and s stand without, MM, dd, hh, mm and ss with a leading zero`,
    );
  }
  return constantValue(call.values, 'TIMESTAMP', parsed, kindOfFormat(pieces) ?? 'full');
}

const sample = { year: 2024, month: 5, day: 1, hour: 7, minute: 8, second: 9, microsecond: 0 };

/** TO_DATE and TO_TIME: one part of a timestamp. */
export function restrict(kind: 'date' | 'time') {
  return (call: CallContext, args: readonly Value[]): Value => {
    const [value] = args as [Value];
    const sqlType = kind === 'date' ? 'DATE' : 'TIME';
    if (value.kind === kind && value.sqlType === sqlType) return value;
    if (isConstant(value)) {
      const micros = BigInt(value.constant ?? 0);
      const time = modulo(micros, microsecondsPerDay);
      const part = kind === 'date' ? micros - time : time;
      return constantValue(call.values, 'TIMESTAMP', part, kind);
    }
    return call.values.make({
      key: `restrict:${kind}`,
      type: 'TIMESTAMP',
      kind,
      operands: [value],
      sql: ([x = '']) => convertTimestamp(x, value.sqlType, sqlType),
    });
  };
}

/** TO_LOCALTIME and TO_UTCTIME by the offset at each moment; a time alone by today's offset. */
export function shiftZone(direction: 'to-local' | 'to-utc') {
  return (call: CallContext, args: readonly Value[]): Value => {
    const [value] = args as [Value];
    const { tz } = call;
    if (value.kind === 'time') return shiftTime(call, value, direction);
    if (isConstant(value)) {
      const shift = direction === 'to-local' ? toLocal : toUtc;
      const shifted = shift(tz, BigInt(value.constant ?? 0));
      const cut = value.kind === 'date' ? modulo(shifted, microsecondsPerDay) : 0n;
      return constantValue(call.values, 'TIMESTAMP', shifted - cut, value.kind);
    }
    if (isAlwaysUtc(tz)) return value;
    const macro = direction === 'to-local' ? 'easel_to_local' : 'easel_to_utc';
    call.define(macro, () => zoneMacro(macro, tz, direction, call.usual));
    return call.values.make({
      key: `zone:${direction}`,
      type: 'TIMESTAMP',
      kind: value.kind,
      operands: [value],
      repeats: true,
      sql: ([x = '']) => {
        const shifted = `${macro}(${convertTimestamp(x, value.sqlType, 'TIMESTAMP')})`;
        return value.kind === 'date' ? `${shifted}::date` : shifted;
      },
    });
  };
}

function isAlwaysUtc(tz: string): boolean {
  return /^(?:UTC|Etc\/UTC|GMT|Etc\/GMT|Z)$/i.test(tz);
}

function shiftTime(call: CallContext, value: Value, direction: 'to-local' | 'to-utc'): Value {
  const offset = offsetAt(call.tz, Math.floor(call.now.getTime() / 1000));
  const seconds = direction === 'to-local' ? offset : -offset;
  if (isConstant(value)) {
    const shifted = BigInt(value.constant ?? 0) + BigInt(seconds) * 1_000_000n;
    return constantValue(call.values, 'TIMESTAMP', modulo(shifted, microsecondsPerDay), 'time');
  }
  if (seconds === 0) return value;
  return call.values.make({
    key: `zone-time:${seconds}`,
    type: 'TIMESTAMP',
    kind: 'time',
    operands: [value],
    // TIME + INTERVAL stays within the day.
    sql: ([x = '']) =>
      `(${convertTimestamp(x, value.sqlType, 'TIME')} + to_seconds(${seconds < 0 ? `(${seconds})` : seconds}))`,
  });
}

/** SYSTEM_TIMESTAMP, SYSTEM_DATE, SYSTEM_TIME: UTC, one moment for the whole query. */
export function systemTime(kind: 'full' | 'date' | 'time') {
  return (call: CallContext): Value => {
    const micros = BigInt(call.now.getTime()) * 1000n + unixEpoch;
    const time = modulo(micros, microsecondsPerDay);
    const part = kind === 'full' ? micros : kind === 'date' ? micros - time : time;
    return constantValue(call.values, 'TIMESTAMP', part, kind);
  };
}

/** SYSTEM_UTCOFFSET: always positive, from year 0. */
export function systemOffset(call: CallContext): Value {
  const offset = Math.abs(offsetAt(call.tz, Math.floor(call.now.getTime() / 1000)));
  return constantValue(call.values, 'TIMESTAMP', BigInt(offset) * 1_000_000n, 'full');
}
