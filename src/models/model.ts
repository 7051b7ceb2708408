/** A column as every user meets it: `easel list tables`, docs/warehouse.md, `COMMENT ON`. */
export interface ModelColumn {
  /** DuckDB's spelling: `VARCHAR`, `BIGINT`, `TIMESTAMP`. */
  readonly type: string;
  readonly doc: string;
  /** `s`, `ms`, `bytes`, ... */
  readonly unit?: string;
  readonly notNull?: boolean;
  /** All values there are; `easel check` looks. */
  readonly oneOf?: readonly string[];
  /** The default, as a SQL literal. */
  readonly default?: string;
}

export interface Model {
  /** A plural noun in snake_case, with one grain. */
  readonly name: string;
  /**
   * `table`: filled by ingest, made from `columns`. `view`: the bare SELECT of `<noun>.sql` beside it,
   * or `sql`, where that is made from a table of its own.
   * `function`: the same SELECT with `parameters`, called as `from <noun>(...)`.
   */
  readonly kind: 'table' | 'view' | 'function';
  readonly sql?: string;
  /** Of a function, in their order, with what they mean. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** False for the physical tables that only views read. */
  readonly listed: boolean;
  readonly doc: string;
  /** What one row is. */
  readonly grain: string;
  readonly columns: Readonly<Record<string, ModelColumn>>;
  /** Columns that together identify a row; asserted by `easel check`, not by an index. */
  readonly unique?: readonly string[];
}

/** Default export of every `src/models/<noun>.model.ts`; the folder is listed, nothing is registered. */
export function defineModel(model: Model): Model {
  return Object.freeze(model);
}
