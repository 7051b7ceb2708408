import type { TimestampKind, ValueType } from './source.ts';

/** Microseconds since 0000-01-01 00:00:00 for TIMESTAMP; NULL is null. */
export type Constant = bigint | number | string | null;
export type SqlType = 'BIGINT' | 'DOUBLE' | 'VARCHAR' | 'TIMESTAMP' | 'DATE' | 'TIME' | 'BOOLEAN';

/** What an aggregate is, for the stage that groups. */
export interface AggregateUse {
  readonly name: string;
  readonly distinct: boolean;
  /** Empty = `*`. */
  readonly args: readonly Value[];
  readonly on: readonly Value[] | undefined;
}

/**
 * A typed expression. Equal expressions are the same object, so that an alias used a hundred times
 * is one value with a hundred users, never a hundred copies.
 */
export interface Value {
  readonly id: number;
  readonly type: ValueType | 'NULL' | 'CONDITION';
  /** Of TIMESTAMP values: which parts a text of it shows. */
  readonly kind: TimestampKind;
  /** How the SQL has it: a time-only value may be a TIMESTAMP after arithmetic. */
  readonly sqlType: SqlType;
  readonly constant: Constant | undefined;
  readonly nullable: boolean;
  readonly operands: readonly Value[];
  /** The SQL, given that of the operands. */
  readonly sql: (operands: readonly string[]) => string;
  readonly special: Special | undefined;
  readonly window: boolean;
  /** Its SQL is short, but a macro that evaluates its operands over and over. */
  readonly repeats: boolean;
  /** What its operands and itself use. */
  readonly uses: Uses;
}

/** Values whose SQL depends on the stage they are computed in. */
export type Special =
  | { readonly kind: 'field'; readonly input: number; readonly name: string }
  | { readonly kind: 'aggregate'; readonly aggregate: AggregateUse }
  | { readonly kind: 'in-row' }
  | { readonly kind: 'out-row' }
  /** 1, 2, 3 .. for each distinct text in order of appearance. */
  | { readonly kind: 'hash-sequence' };

export interface Uses {
  readonly fields: boolean;
  readonly aggregates: boolean;
  readonly inRow: boolean;
  readonly outRow: boolean;
  /** OUT_ROW_NUMBER and SEQUENCE, which only SELECT and ORDER BY may have. */
  readonly selectOnly: boolean;
  /** A window over all rows, which leaves them in an order of its own. */
  readonly window: boolean;
  /** A timestamp that may lie before year 0, as a difference may. */
  readonly negative: boolean;
}

export interface ValueShape {
  /** Together with the operands this says what the value is: equal keys are equal values. */
  readonly key: string;
  readonly type: ValueType | 'NULL' | 'CONDITION';
  readonly operands?: readonly Value[];
  readonly sql: (operands: readonly string[]) => string;
  readonly kind?: TimestampKind;
  readonly sqlType?: SqlType;
  readonly nullable?: boolean;
  readonly constant?: Constant;
  readonly special?: Special;
  /** A window over all rows: it needs a SELECT of its own. */
  readonly window?: boolean;
  /** A macro that evaluates its operands over and over: they should be columns. */
  readonly repeats?: boolean;
  readonly selectOnly?: boolean;
  /** A timestamp that may lie before year 0. */
  readonly negative?: boolean;
}

const sqlTypes = {
  INTEGER: 'BIGINT',
  REAL: 'DOUBLE',
  STRING: 'VARCHAR',
  NULL: 'VARCHAR',
  CONDITION: 'BOOLEAN',
} as const;

export function sqlTypeOf(type: Value['type'], kind: TimestampKind): SqlType {
  if (type !== 'TIMESTAMP') return sqlTypes[type];
  return kind === 'date' ? 'DATE' : kind === 'time' ? 'TIME' : 'TIMESTAMP';
}

/** Makes values and keeps each only once. */
export class Values {
  readonly #known = new Map<string, Value>();

  make(shape: ValueShape): Value {
    const operands = shape.operands ?? [];
    const key = `${shape.key}\u0000${operands.map(({ id }) => id).join(',')}`;
    const known = this.#known.get(key);
    if (known) return known;
    const kind = shape.kind ?? 'full';
    const value: Value = Object.freeze({
      id: this.#known.size,
      type: shape.type,
      kind,
      sqlType: shape.sqlType ?? sqlTypeOf(shape.type, kind),
      constant: shape.constant,
      nullable: shape.nullable ?? operands.some(({ nullable }) => nullable),
      operands,
      sql: shape.sql,
      special: shape.special,
      window: shape.window ?? false,
      repeats: shape.repeats ?? false,
      uses: usesOf(shape, operands),
    });
    this.#known.set(key, value);
    return value;
  }
}

function usesOf(shape: ValueShape, operands: readonly Value[]): Uses {
  const { special, selectOnly, window, negative } = shape;
  const any = (use: keyof Uses): boolean => operands.some(({ uses }) => uses[use]);
  return {
    fields: special?.kind === 'field' || any('fields'),
    aggregates: special?.kind === 'aggregate' || any('aggregates'),
    inRow: special?.kind === 'in-row' || any('inRow'),
    outRow: special?.kind === 'out-row' || any('outRow'),
    selectOnly: (selectOnly ?? false) || any('selectOnly'),
    window: (window ?? false) || any('window'),
    negative: (negative ?? false) || any('negative'),
  };
}

export function isConstant(value: Value): value is Value & { readonly constant: Constant } {
  return value.constant !== undefined;
}
