import { quotedIdentifier, quotedString } from '../../duckdb/sql-text.ts';
import type { FieldSplitting } from './csv-records.ts';
import { strictTimestampSql } from './fixed-timestamp.ts';
import type { GuessedType } from './guess-types.ts';
import type { PlainFile } from './plain-file.ts';
import { RegularQuotes } from './regular-quotes.ts';
import { inspected, lineScan, type ScannableText } from './scannable-text.ts';

/** Delimited text that DuckDB splits line by line, where the meaning is the same as record by record. */
export interface RegularText {
  readonly file: PlainFile;
  readonly scan: ScannableText;
  /** Lines above the records. */
  readonly skip: number;
  readonly hasQuotes: boolean;
}

export interface RegularLayout {
  readonly splitting: FieldSplitting;
  readonly collapses: boolean;
}

/**
 * `file` where a look at its bytes shows it regular: well-formed UTF-8 with one kind of line end, no
 * empty line, and quotes only as `RegularQuotes` allows; else undefined.
 */
export async function regularText(
  file: PlainFile,
  { splitting }: RegularLayout,
  skip: number,
  signal: AbortSignal,
): Promise<RegularText | undefined> {
  const quotes = splitting.isQuoted ? new RegularQuotes(splitting.separator) : undefined;
  const scan = await inspected(file.path, signal, (block) => quotes?.block(block) ?? true);
  if (scan === undefined || scan.lines < skip) return undefined;
  return { file, scan, skip, hasQuotes: quotes?.found ?? false };
}

/** Whether SQL reads all these types as TypeScript does. */
export function areReadable(types: readonly GuessedType[]): boolean {
  return types.every(
    ({ format }) => format === undefined || strictTimestampSql(format) !== undefined,
  );
}

/** The records of regular texts, cut out of their lines: only the `wanted` fields. */
export function regularRelation(
  texts: readonly RegularText[],
  layout: RegularLayout,
  columns: { readonly names: readonly string[]; readonly types: readonly GuessedType[] },
  wanted: readonly string[],
): string {
  const selects = texts.map((text) => {
    const list = wanted.map((name) => {
      const sql =
        name === 'Filename'
          ? quotedString(text.file.name)
          : name === 'RowNumber'
            ? 'line_no'
            : valueSql(columns.names.indexOf(name), columns, layout);
      return `${sql} as ${quotedIdentifier(name)}`;
    });
    const number = wanted.includes('RowNumber')
      ? `row_number() over () + ${text.skip} as line_no, `
      : '';
    const lines = `select ${number}${valuesSql(text, layout)} as f from ${lineScan({ ...text.scan, skip: text.skip })}`;
    return `select ${list.length === 0 ? '1 as one' : list.join(', ')} from (${lines})`;
  });
  return `(${selects.join(' union all ')})`;
}

function valuesSql({ hasQuotes }: RegularText, { splitting, collapses }: RegularLayout): string {
  const separator = quotedString(splitting.separator);
  const plain =
    splitting.pattern === undefined
      ? `string_split(line, ${separator})`
      : `string_split_regex(line, ${quotedString(splitting.pattern)})`;
  if (collapses) return `list_filter(${plain}, lambda easel_value: easel_value <> '')`;
  if (!hasQuotes) return plain;
  const pattern = `${splitting.separator}("(?:[^"]|"")*"|[^"${splitting.separator}]*)`;
  const unquoted = `case when starts_with(easel_value, '"') then replace(easel_value[2:-2], '""', '"') else easel_value end`;
  const quoted = `list_transform(regexp_extract_all(${separator} || line, ${quotedString(pattern)}, 1), lambda easel_value: ${unquoted})`;
  return `case when contains(line, '"') then ${quoted} else ${plain} end`;
}

/** A value, NULL where it is empty or missing; the text of surplus ones joins the last. */
function valueSql(
  i: number,
  { names, types }: { readonly names: readonly string[]; readonly types: readonly GuessedType[] },
  { splitting }: RegularLayout,
): string {
  const value =
    i === names.length - 1
      ? `case when len(f) > ${i + 1} then array_to_string(f[${i + 1}:], ${quotedString(splitting.separator)}) else f[${i + 1}] end`
      : `f[${i + 1}]`;
  const raw = `nullif(${value}, '')`;
  const type = types[i];
  switch (type?.type) {
    case 'INTEGER':
      return `try_cast(${raw} as bigint)`;
    case 'REAL':
      return `try_cast(${raw} as double)`;
    case 'TIMESTAMP':
      return strictTimestampSql(type.format ?? '')?.(raw) ?? 'null::timestamp';
    default:
      return raw;
  }
}
