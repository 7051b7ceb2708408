import { createRequire } from 'node:module';
import type * as Binding from '@duckdb/node-api';

// `import` has Node read all files of this CommonJS package once more for the names they export: 150 ms of
// every start.
const require = createRequire(import.meta.url);

/** The values of DuckDB's binding; what is only a type comes from the package itself. */
export const {
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
  VARCHAR,
} = require('@duckdb/node-api') as typeof Binding;

export type DuckDBArrayType = Binding.DuckDBArrayType;
export type DuckDBInstance = Binding.DuckDBInstance;
export type DuckDBListType = Binding.DuckDBListType;
export type DuckDBMapType = Binding.DuckDBMapType;
export type DuckDBStructType = Binding.DuckDBStructType;
export type DuckDBTypeId = Binding.DuckDBTypeId;
export type DuckDBUnionType = Binding.DuckDBUnionType;
