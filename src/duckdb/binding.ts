import {
  DuckDBStructValue,
  DuckDBStructVector,
  type DuckDBStructType,
  type DuckDBValue,
} from '@duckdb/node-api';
import accessors from '@duckdb/node-api/lib/vectors/dataAccessors.js';

type Entries = Record<string, DuckDBValue>;

/**
 * What easel uses of DuckDB's binding. `npm run build` makes one file of it and the binding: Node would
 * load 180 of them at every start.
 */
export {
  DuckDBArrayType,
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalType,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBIntervalValue,
  DuckDBListType,
  DuckDBListValue,
  DuckDBMapType,
  DuckDBMapValue,
  DuckDBScalarFunction,
  DuckDBStructType,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTimeValue,
  DuckDBTypeId,
  DuckDBUnionType,
  DuckDBUnionValue,
  ResultReturnType,
  StatementType,
  VARCHAR,
} from '@duckdb/node-api';

/** A text may begin with a byte order mark, which the decoder of the binding takes away. */
Object.assign(accessors, { textDecoder: new TextDecoder('utf-8', { ignoreBOM: true }) });

/** The names of a struct's entries; those of `row(1, 'a')`, which have none, are their places from 1. */
export function entryNames(type: DuckDBStructType): readonly string[] {
  return type.entryNames.map((name, i) => (name === '' ? String(i + 1) : name));
}

/** A struct may have entries without a name, or one `__proto__`: the plain object of the binding loses them. */
DuckDBStructVector.prototype.getItem = function (this: DuckDBStructVector, index: number) {
  if (!this.isItemValid(index)) return null;
  const names = entryNames(this.type);
  const entries = (names.includes('__proto__') ? Object.create(null) : {}) as Entries;
  for (const [i, name] of names.entries()) entries[name] = this.getItemValue(index, i);
  return new DuckDBStructValue(entries);
};
