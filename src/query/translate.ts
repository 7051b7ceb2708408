import type { Entity, Query } from './ast.ts';
import type { Source, TimestampKind, ValueType } from './source.ts';

export interface TranslateOptions {
  /** The input behind one FROM entity; `fromEntities` names them all beforehand. */
  resolveFrom(entity: Entity): Source;
  /** The zone of TO_LOCALTIME and TO_UTCTIME, an IANA name. */
  readonly tz: string;
  /** What SYSTEM_TIMESTAMP() gives. */
  readonly now: Date;
  /** Refuses what Log Parser did not know. */
  readonly strictDialect?: boolean;
  /** What COMPUTER_NAME() gives. */
  readonly computerName?: string;
  /** Refuses REVERSEDNS. */
  readonly offline?: boolean;
}

export interface OutputColumn {
  readonly name: string;
  readonly type: ValueType;
  /** Of TIMESTAMP columns; their SQL types are TIMESTAMP, DATE and TIME. */
  readonly kind?: TimestampKind;
}

export interface Translation {
  /** One SELECT; its columns are in the order of `columns`, under unique names. */
  readonly sql: string;
  readonly columns: readonly OutputColumn[];
  /** The fields asked of each input. */
  readonly usedFields: readonly { readonly source: Source; readonly fields: readonly string[] }[];
  readonly into: Entity | undefined;
  readonly warnings: readonly string[];
  /** Scalar functions the SQL calls that have to be registered first: `registerRuntimeFunctions`. */
  readonly runtimeFunctions: readonly string[];
}

/** Turns a parsed query into one DuckDB SELECT. Throws `QueryError`. */
export function translate(query: Query, options: TranslateOptions): Translation {
  throw new Error(`not yet: ${query.source.name} ${options.tz}`);
}
