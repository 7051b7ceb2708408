export type ValueType = 'INTEGER' | 'REAL' | 'STRING' | 'TIMESTAMP';
/** A timestamp holds a date and a time, only a date, or only a time. */
export type TimestampKind = 'full' | 'date' | 'time';

/**
 * A field an input offers. Its SQL column is BIGINT, DOUBLE, VARCHAR or, by kind, TIMESTAMP
 * (full, the default), DATE or TIME; constants and comparisons are generated for exactly these.
 */
export interface SourceField {
  readonly name: string;
  readonly type: ValueType;
  readonly kind?: TimestampKind;
}

/** One input as a query sees it. */
export interface Source {
  /** The input format's name in messages: `IISW3C`. */
  readonly name: string;
  readonly fields: readonly SourceField[];
  /**
   * A relation that can stand after FROM (a table, or a SELECT in brackets) with a column for each
   * of `fields`, named as the field. Only the fields a query needs are asked for.
   */
  relation(fields: readonly string[]): string;
  /**
   * Further columns `relation` can give that put the rows in the order of the input (file, line),
   * where that is cheap. Without them row_number() over () numbers the rows as they come.
   */
  readonly order?: readonly string[];
  /** A day of many of its rows, `2024-05-01`, where that is cheap to know: conversions are fastest around it. */
  readonly usualDay?: string;
}
