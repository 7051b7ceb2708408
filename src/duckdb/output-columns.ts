import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import {
  isNumericType,
  jsonNumber,
  numberText,
  type OutputColumn,
} from '../support/output/result.ts';
import {
  DuckDBArrayType,
  DuckDBArrayValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListType,
  DuckDBListValue,
  DuckDBMapType,
  DuckDBMapValue,
  DuckDBStructType,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTypeId,
  DuckDBUnionType,
  DuckDBUnionValue,
  entryNames,
} from './binding.ts';
import { dateText } from './values.ts';

/**
 * How the values of a column are written, exactly: times are UTC with `Z`, decimals keep their
 * digits, nested values are JSON in text formats too.
 */
export function outputColumn(name: string, type: DuckDBType): OutputColumn<DuckDBValue> {
  const spelled = type.toString();
  const json = jsonWriter(type);
  const nested = isNested(type);
  return {
    name,
    type: spelled,
    numeric: isNumericType(spelled),
    text: (value) => {
      if (value === null) return null;
      if (typeof value === 'string') return value;
      return nested ? json(value) : scalarText(value, type);
    },
    json,
  };
}

function isNested(type: DuckDBType): boolean {
  return (
    type instanceof DuckDBListType ||
    type instanceof DuckDBArrayType ||
    type instanceof DuckDBStructType ||
    type instanceof DuckDBMapType ||
    type instanceof DuckDBUnionType
  );
}

type Writer = (value: DuckDBValue) => string;

function jsonWriter(type: DuckDBType): Writer {
  const write = jsonOf(type);
  return (value) => (value === null ? 'null' : write(value));
}

function jsonOf(type: DuckDBType): Writer {
  if (type instanceof DuckDBListType || type instanceof DuckDBArrayType) return listWriter(type);
  if (type instanceof DuckDBStructType) return structWriter(type);
  if (type instanceof DuckDBMapType) return mapWriter(type);
  if (type instanceof DuckDBUnionType) return unionWriter(type);
  return (value) => {
    if (typeof value === 'string') return JSON.stringify(value);
    if (typeof value === 'boolean') return String(value);
    if (typeof value === 'bigint') return jsonNumber(value);
    if (typeof value === 'number') {
      return Number.isFinite(value) ? scalarText(value, type) : jsonNumber(value);
    }
    const text = scalarText(value, type);
    // More digits than a double holds would come back as another number.
    const exact = value instanceof DuckDBDecimalValue && text.replace(/\D/g, '').length <= 15;
    return exact ? text : JSON.stringify(text);
  };
}

function listWriter(type: DuckDBListType | DuckDBArrayType): Writer {
  const item = jsonWriter(type.valueType);
  return (value) => {
    const items =
      value instanceof DuckDBListValue || value instanceof DuckDBArrayValue ? value.items : [];
    return `[${items.map(item).join(',')}]`;
  };
}

function structWriter(type: DuckDBStructType): Writer {
  const members = entryNames(type).map(
    (name, i) => [name, jsonWriter(type.entryTypes[i] as DuckDBType)] as const,
  );
  return (value) => {
    const entries = value instanceof DuckDBStructValue ? value.entries : {};
    const parts = members.map(
      ([name, write]) => `${JSON.stringify(name)}:${write(entries[name] ?? null)}`,
    );
    return `{${parts.join(',')}}`;
  };
}

function mapWriter(type: DuckDBMapType): Writer {
  const key = outputColumn('', type.keyType);
  const item = jsonWriter(type.valueType);
  return (value) => {
    const entries = value instanceof DuckDBMapValue ? value.entries : [];
    const parts = entries.map(
      (entry) => `${JSON.stringify(key.text(entry.key) ?? 'null')}:${item(entry.value)}`,
    );
    return `{${parts.join(',')}}`;
  };
}

function unionWriter(type: DuckDBUnionType): Writer {
  const byTag = new Map(
    type.memberTags.map((tag, i) => [tag, jsonWriter(type.memberTypes[i] as DuckDBType)] as const),
  );
  return (value) => {
    if (!(value instanceof DuckDBUnionValue)) return 'null';
    return byTag.get(value.tag)?.(value.value) ?? 'null';
  };
}

function scalarText(value: DuckDBValue, type: DuckDBType): string {
  if (typeof value === 'number') {
    return numberText(type.typeId === DuckDBTypeId.FLOAT ? shortFloat(value) : value);
  }
  if (value instanceof DuckDBDateValue) return dateText(value);
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) {
    return utcText(value.micros, value);
  }
  if (value instanceof DuckDBTimestampMillisecondsValue)
    return utcText(value.millis * 1000n, value);
  if (value instanceof DuckDBTimestampSecondsValue) return utcText(value.seconds * 1000000n, value);
  if (value instanceof DuckDBTimestampNanosecondsValue) {
    return value.isFinite ? utcTextOf(value.toString()) : endlessText(value.nanos);
  }
  return String(value);
}

// What a Date holds.
const limitMicros = 8_640_000_000_000_000_000n;

function utcText(micros: bigint, value: { isFinite: boolean; toString(): string }): string {
  if (micros < -limitMicros || micros > limitMicros) {
    if (!value.isFinite) return endlessText(micros);
    // A zone would come with the text, and the machine's own at that.
    const plain =
      value instanceof DuckDBTimestampTZValue ? new DuckDBTimestampValue(micros) : value;
    return utcTextOf(plain.toString());
  }
  const rest = Number(((micros % 1000n) + 1000n) % 1000n);
  const millis = Number((micros - BigInt(rest)) / 1000n);
  const iso = new Date(millis).toISOString();
  if (rest !== 0) return `${iso.slice(0, -1)}${String(rest).padStart(3, '0')}Z`;
  return iso.endsWith('.000Z') ? `${iso.slice(0, -5)}Z` : iso;
}

function endlessText(time: bigint): string {
  return time < 0n ? '-infinity' : 'infinity';
}

function utcTextOf(text: string): string {
  return `${text.replace(' ', 'T')}Z`;
}

/** The double with the shortest text that reads back as the same 32-bit float. */
function shortFloat(value: number): number {
  for (let digits = 6; digits <= 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return Object.is(value, -0) ? value : short;
  }
  return value;
}
