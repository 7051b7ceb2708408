import { DuckDBStructValue, DuckDBStructVector, type DuckDBValue } from '@duckdb/node-api';

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

/** A struct may have an entry `__proto__`, which the plain object of the binding loses. */
DuckDBStructVector.prototype.getItem = function (this: DuckDBStructVector, index: number) {
  if (!this.isItemValid(index)) return null;
  const names = this.type.entryNames;
  const entries = (names.includes('__proto__') ? Object.create(null) : {}) as Entries;
  for (const [i, name] of names.entries()) entries[name] = this.getItemValue(index, i);
  return new DuckDBStructValue(entries);
};
