import * as arrow from 'apache-arrow';
import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import {
  DuckDBArrayType,
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalType,
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
  DuckDBTimeValue,
  DuckDBTypeId,
  entryNames,
} from './binding.ts';
import { outputColumn } from './output-columns.ts';
import { tooManyDigits } from './too-many-digits.ts';

/** How one type of DuckDB goes into Arrow: the type there, and values to buffers. */
export interface ArrowCodec {
  readonly type: arrow.DataType;
  data(values: readonly DuckDBValue[]): arrow.Data;
}

type TypedArray =
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

/** Timestamps are UTC; HUGEINT becomes DECIMAL(38,0); what Arrow has no word for becomes text. */
export function arrowCodec(type: DuckDBType): ArrowCodec {
  if (type instanceof DuckDBListType) return listCodec(type.valueType);
  if (type instanceof DuckDBArrayType) return listCodec(type.valueType);
  if (type instanceof DuckDBStructType) return structCodec(type);
  if (type instanceof DuckDBMapType) return mapCodec(type);
  if (type instanceof DuckDBDecimalType) return decimalCodec(type.width, type.scale);
  return scalars[type.typeId]?.() ?? textCodec(type);
}

const utc = 'UTC';
const scalars: Partial<Record<DuckDBTypeId, () => ArrowCodec>> = {
  [DuckDBTypeId.BOOLEAN]: booleanCodec,
  [DuckDBTypeId.TINYINT]: () => numbers(new arrow.Int8(), Int8Array, Number),
  [DuckDBTypeId.SMALLINT]: () => numbers(new arrow.Int16(), Int16Array, Number),
  [DuckDBTypeId.INTEGER]: () => numbers(new arrow.Int32(), Int32Array, Number),
  [DuckDBTypeId.UTINYINT]: () => numbers(new arrow.Uint8(), Uint8Array, Number),
  [DuckDBTypeId.USMALLINT]: () => numbers(new arrow.Uint16(), Uint16Array, Number),
  [DuckDBTypeId.UINTEGER]: () => numbers(new arrow.Uint32(), Uint32Array, Number),
  [DuckDBTypeId.FLOAT]: () => numbers(new arrow.Float32(), Float32Array, Number),
  [DuckDBTypeId.DOUBLE]: () => numbers(new arrow.Float64(), Float64Array, Number),
  [DuckDBTypeId.BIGINT]: () => numbers(new arrow.Int64(), BigInt64Array, bigintOf),
  [DuckDBTypeId.UBIGINT]: () => numbers(new arrow.Uint64(), BigUint64Array, bigintOf),
  [DuckDBTypeId.HUGEINT]: () => decimalCodec(38, 0),
  [DuckDBTypeId.DATE]: () => numbers(new arrow.DateDay(), Int32Array, daysOf),
  [DuckDBTypeId.TIME]: () => numbers(new arrow.TimeMicrosecond(), BigInt64Array, ticksOf),
  [DuckDBTypeId.TIMESTAMP]: () =>
    numbers(new arrow.TimestampMicrosecond(utc), BigInt64Array, ticksOf),
  [DuckDBTypeId.TIMESTAMP_TZ]: () =>
    numbers(new arrow.TimestampMicrosecond(utc), BigInt64Array, ticksOf),
  [DuckDBTypeId.TIMESTAMP_S]: () => numbers(new arrow.TimestampSecond(utc), BigInt64Array, ticksOf),
  [DuckDBTypeId.TIMESTAMP_MS]: () =>
    numbers(new arrow.TimestampMillisecond(utc), BigInt64Array, ticksOf),
  [DuckDBTypeId.TIMESTAMP_NS]: () =>
    numbers(new arrow.TimestampNanosecond(utc), BigInt64Array, ticksOf),
  [DuckDBTypeId.BLOB]: () => ({
    type: new arrow.Binary(),
    data: (values) =>
      bytesData(new arrow.Binary(), values, (value) =>
        value instanceof DuckDBBlobValue ? value.bytes : new Uint8Array(),
      ),
  }),
};

function numbers<A extends TypedArray>(
  type: arrow.DataType,
  Buffer: new (length: number) => A,
  convert: (value: DuckDBValue) => A[number],
): ArrowCodec {
  return {
    type,
    data(values) {
      const data = new Buffer(values.length);
      for (const [i, value] of values.entries()) if (value !== null) data[i] = convert(value);
      return arrow.makeData({ type, data, ...validity(values) } as never);
    },
  };
}

function bigintOf(value: DuckDBValue): bigint {
  return typeof value === 'bigint' ? value : 0n;
}

function daysOf(value: DuckDBValue): number {
  return value instanceof DuckDBDateValue ? value.days : 0;
}

function ticksOf(value: DuckDBValue): bigint {
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) {
    return value.micros;
  }
  if (value instanceof DuckDBTimeValue) return value.micros;
  if (value instanceof DuckDBTimestampSecondsValue) return value.seconds;
  if (value instanceof DuckDBTimestampMillisecondsValue) return value.millis;
  return value instanceof DuckDBTimestampNanosecondsValue ? value.nanos : 0n;
}

function booleanCodec(): ArrowCodec {
  const type = new arrow.Bool();
  return {
    type,
    data(values) {
      const data = bits(values, (value) => value === true);
      return arrow.makeData({ type, data, ...validity(values) });
    },
  };
}

const largest = 10n ** 38n - 1n;

function decimalCodec(width: number, scale: number): ArrowCodec {
  const type = new arrow.Decimal(scale, width, 128);
  return {
    type,
    data(values) {
      const halves = new BigInt64Array(values.length * 2);
      for (const [i, value] of values.entries()) {
        const whole =
          value instanceof DuckDBDecimalValue ? value.value : value === null ? 0n : bigintOf(value);
        if (whole > largest || whole < -largest) throw tooManyDigits('Arrow');
        halves[i * 2] = BigInt.asIntN(64, whole);
        halves[i * 2 + 1] = BigInt.asIntN(64, whole >> 64n);
      }
      const data = new Uint32Array(halves.buffer);
      return arrow.makeData({ type, data, ...validity(values) });
    },
  };
}

function textCodec(type: DuckDBType): ArrowCodec {
  const column = outputColumn('', type);
  const encoder = new TextEncoder();
  return {
    type: new arrow.Utf8(),
    data: (values) =>
      bytesData(new arrow.Utf8(), values, (value) => encoder.encode(column.text(value) ?? '')),
  };
}

function bytesData(
  type: arrow.Utf8 | arrow.Binary,
  values: readonly DuckDBValue[],
  bytesOf: (value: DuckDBValue) => Uint8Array,
): arrow.Data {
  const parts = values.map((value) => (value === null ? new Uint8Array() : bytesOf(value)));
  const valueOffsets = offsets(parts);
  const data = new Uint8Array(valueOffsets[parts.length] ?? 0);
  for (const [i, part] of parts.entries()) data.set(part, valueOffsets[i]);
  return arrow.makeData({ type, valueOffsets, data, ...validity(values) } as never);
}

function listCodec(valueType: DuckDBType): ArrowCodec {
  const item = arrowCodec(valueType);
  const type = new arrow.List(new arrow.Field('item', item.type, true));
  return {
    type,
    data(values) {
      const lists = values.map((value) =>
        value instanceof DuckDBListValue || value instanceof DuckDBArrayValue ? value.items : [],
      );
      const child = item.data(lists.flat());
      const valueOffsets = offsets(lists);
      return arrow.makeData({ type, valueOffsets, child, ...validity(values) } as never);
    },
  };
}

function structCodec(type: DuckDBStructType): ArrowCodec {
  const members = entryNames(type).map(
    (name, i) => [name, arrowCodec(type.entryTypes[i] as DuckDBType)] as const,
  );
  const struct = new arrow.Struct(
    members.map(([name, codec]) => new arrow.Field(name, codec.type, true)),
  );
  return {
    type: struct,
    data(values) {
      const children = members.map(([name, codec]) =>
        codec.data(
          values.map((value) =>
            value instanceof DuckDBStructValue ? (value.entries[name] ?? null) : null,
          ),
        ),
      );
      return arrow.makeData({ type: struct, children, ...validity(values) } as never);
    },
  };
}

function mapCodec(type: DuckDBMapType): ArrowCodec {
  const key = arrowCodec(type.keyType);
  const item = arrowCodec(type.valueType);
  const entry = new arrow.Struct([
    new arrow.Field('key', key.type, false),
    new arrow.Field('value', item.type, true),
  ]);
  const map = new arrow.Map_(new arrow.Field('entries', entry, false) as never);
  return {
    type: map,
    data(values) {
      const maps = values.map((value) => (value instanceof DuckDBMapValue ? value.entries : []));
      const entries = maps.flat();
      const child = arrow.makeData({
        type: entry,
        length: entries.length,
        nullCount: 0,
        children: [
          key.data(entries.map((pair) => pair.key)),
          item.data(entries.map((pair) => pair.value)),
        ],
      } as never);
      const valueOffsets = offsets(maps);
      return arrow.makeData({ type: map, valueOffsets, child, ...validity(values) } as never);
    },
  };
}

function offsets(parts: readonly { readonly length: number }[]): Int32Array {
  const result = new Int32Array(parts.length + 1);
  for (const [i, part] of parts.entries()) result[i + 1] = (result[i] ?? 0) + part.length;
  return result;
}

function validity(values: readonly DuckDBValue[]): {
  length: number;
  nullCount: number;
  nullBitmap?: Uint8Array;
} {
  const nullCount = values.reduce<number>((count, value) => count + (value === null ? 1 : 0), 0);
  if (nullCount === 0) return { length: values.length, nullCount };
  const nullBitmap = bits(values, (value) => value !== null);
  return { length: values.length, nullCount, nullBitmap };
}

/** One bit a value, lowest first, padded to eight bytes as Arrow lays buffers out. */
function bits(
  values: readonly DuckDBValue[],
  isSet: (value: DuckDBValue | undefined) => boolean,
): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(values.length / 64) * 8);
  for (const [i, value] of values.entries()) {
    if (isSet(value)) bytes[i >> 3] = (bytes[i >> 3] ?? 0) | (1 << (i & 7));
  }
  return bytes;
}
