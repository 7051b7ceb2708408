import type { LineSchema, PhysicalColumn, PhysicalType } from './format.ts';
import { literal } from './eas/sql-parts.ts';

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

/**
 * Whether a line has more values than there may be columns, for each of which DuckDB needs room: custom
 * fields are then taken from the list of values.
 */
export function isWide({ values }: LineSchema): boolean {
  return values > 128;
}

/** What a physical column is called in a relation: as it is logged, unless that could be anything. */
export function relationName({ column, from, isCustom }: PhysicalColumn): string {
  return isCustom === true ? `field ${from}` : column;
}

/** The same in SQL. */
export function sqlName(column: PhysicalColumn): string {
  return columnName(relationName(column));
}

/** The field in which a proxy says for whom it asks. */
export function forwardedField(schema: LineSchema): PhysicalColumn | undefined {
  return schema.columns.find(({ column }) =>
    /^(?:x-forwarded-for|cs\(x-forwarded-for\))$/i.test(column),
  );
}

/** The fields nobody declared whose values are kept: no secrets, and not `forwarded`, which has a column. */
export function customFields(
  { columns, secrets = [] }: LineSchema,
  forwarded: PhysicalColumn | undefined,
): readonly PhysicalColumn[] {
  const secret = new Set(secrets);
  return columns.filter(
    (column) => column.isCustom === true && column !== forwarded && !secret.has(column.from),
  );
}

/** SQL for one physical column over the list `values`: typed, NULL where it cannot be read. */
export function physicalSql(column: PhysicalColumn, values = 'f'): string {
  const value = `${values}[${column.from}]`;
  return typed(value, column.type, column.nullIf);
}

// DuckDB casts much that no log means: `1e3`, `0x1F`, ` 12`, `5.7` to 6; a date or a time with anything
// behind it; `24:00:00`. What is not written as its type is written is not read.
const shapes: Readonly<Record<Exclude<PhysicalType, 'VARCHAR'>, string>> = {
  INTEGER: '-?[0-9]+',
  BIGINT: '-?[0-9]+',
  DOUBLE: '-?[0-9]+(?:\\.[0-9]+)?',
  DATE: '[0-9]{4}-[0-9]{2}-[0-9]{2}',
  TIME: '(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?',
  TIMESTAMP: '[0-9]{4}-[0-9]{2}-[0-9]{2}[ T](?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?Z?',
};

function typed(value: string, type: PhysicalType, nullIf: string | undefined): string {
  if (type !== 'VARCHAR') return typedSql(value, type);
  return nullIf === undefined ? value : `nullif(${value}, ${literal(nullIf)})`;
}

/** SQL for the text `value` as `type`; NULL where it is not written as that type is. */
export function typedSql(value: string, type: Exclude<PhysicalType, 'VARCHAR'>): string {
  return `case when regexp_full_match(${value}, '${shapes[type]}') then try_cast(${value} as ${type}) end`;
}

/** True for a value that is there and cannot be read as its type. */
export function unreadableSql(column: PhysicalColumn, values = 'f'): string {
  const value = `${values}[${column.from}]`;
  const absent = column.nullIf === undefined ? '' : ` and ${value} <> '${column.nullIf}'`;
  return `(${physicalSql(column, values)} is null${absent})`;
}

/** The select list of the physical columns of `schema`. */
export function physicalColumns(schema: LineSchema): string[] {
  return schema.columns
    .filter(({ isCustom }) => isCustom !== true || !isWide(schema))
    .map((column) => `${physicalSql(column)} as ${sqlName(column)}`);
}

/** SQL for the UTC time of a local one; `zone` is SQL for a zone's name. */
export function utcSql(local: string, zone: string | undefined): string {
  return zone === undefined ? local : `timezone('UTC', timezone(${zone}, ${local}))`;
}
