import type { LineSchema, PhysicalColumn, PhysicalType } from './format.ts';

/** The relation a line format is scanned from has these columns. */
export const lineColumns = {
  file_id: 'BIGINT',
  line_no: 'BIGINT',
  byte_offset: 'BIGINT',
  day: 'DATE',
  line: 'VARCHAR',
} as const;

/** `"a ""quoted"" name"`. */
export function columnName(column: string): string {
  return `"${column.replaceAll('"', '""')}"`;
}

/** SQL for one physical column over the list `values`: typed, NULL where it cannot be read. */
export function physicalSql(column: PhysicalColumn, values = 'f'): string {
  const value = `${values}[${column.from}]`;
  return typed(value, column.type, column.nullIf);
}

function typed(value: string, type: PhysicalType, nullIf: string | undefined): string {
  switch (type) {
    case 'VARCHAR':
      return nullIf === undefined ? value : `nullif(${value}, '${nullIf.replaceAll("'", "''")}')`;
    // DuckDB reads a date with anything after it, and a time of two parts.
    case 'DATE':
      return `case when length(${value}) = 10 then try_cast(${value} as date) end`;
    case 'TIME':
      return `case when length(${value}) >= 7 then try_cast(${value} as time) end`;
    default:
      return `try_cast(${value} as ${type})`;
  }
}

/** True for a value that is there and cannot be read as its type. */
export function unreadableSql(column: PhysicalColumn, values = 'f'): string {
  const value = `${values}[${column.from}]`;
  const absent = column.nullIf === undefined ? '' : ` and ${value} <> '${column.nullIf}'`;
  return `(${physicalSql(column, values)} is null${absent})`;
}

/** The select list of all physical columns of `schema` that `names` has (default: all). */
export function physicalColumns(schema: LineSchema, names?: ReadonlySet<string>): string[] {
  return schema.columns
    .filter(({ column }) => names === undefined || names.has(column))
    .map((column) => `${physicalSql(column)} as ${columnName(column.column)}`);
}

/** SQL for the UTC time of a local one; `zone` is SQL for a zone's name. */
export function utcSql(local: string, zone: string | undefined): string {
  return zone === undefined ? local : `timezone('UTC', timezone(${zone}, ${local}))`;
}
