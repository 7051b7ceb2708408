import { quotedIdentifier, quotedString } from '../../duckdb/sql-text.ts';
import { AppError } from '../../support/errors.ts';
import type { SourceField, TimestampKind, ValueType } from '../source.ts';
import { plainText } from '../outputs/cell-text.ts';
import { guessType, isInteger } from './guess-types.ts';
import {
  codepageParameter,
  countedRelation,
  type InputFormat,
  noErrors,
  recurseParameter,
} from './input.ts';
import { linesOf } from './lines-of.ts';
import { openFiles } from './open-files.ts';
import { lineScan, scannableText } from './scannable-text.ts';

/** What a column of DuckDB is to a query, and the SQL that makes it so. */
export function fieldOfColumn(
  name: string,
  type: string,
): SourceField & { readonly sql: (column: string) => string } {
  const as = (
    valueType: ValueType,
    sql: (column: string) => string,
    kind?: TimestampKind,
  ): SourceField & { readonly sql: (column: string) => string } =>
    kind === undefined ? { name, type: valueType, sql } : { name, type: valueType, kind, sql };
  const same = (column: string): string => column;
  if (type === 'BIGINT') return as('INTEGER', same);
  if (/^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|BOOLEAN)$/.test(type)) {
    return as('INTEGER', (column) => `try_cast(${column} as bigint)`);
  }
  if (/^DECIMAL\(\d+,0\)$/.test(type))
    return as('INTEGER', (column) => `try_cast(${column} as bigint)`);
  if (/^(?:DOUBLE|FLOAT|DECIMAL)/.test(type)) return as('REAL', (column) => `${column}::double`);
  if (type === 'DATE') return as('TIMESTAMP', same, 'date');
  if (type === 'TIME') return as('TIMESTAMP', same, 'time');
  if (type === 'TIMESTAMP WITH TIME ZONE') {
    return as('TIMESTAMP', (column) => `timezone('UTC', ${column})`);
  }
  if (type.startsWith('TIMESTAMP')) return as('TIMESTAMP', (column) => `${column}::timestamp`);
  if (type === 'VARCHAR') return as('STRING', same);
  if (/[\])]$|^(?:MAP|STRUCT|JSON)/.test(type)) {
    return as('STRING', (column) => `to_json(${column})::varchar`);
  }
  return as('STRING', (column) => `${column}::varchar`);
}

/** A SELECT of the wanted fields over `from`. */
export function columnsRelation(
  fields: readonly (SourceField & { readonly sql: (column: string) => string })[],
  from: string,
  wanted: readonly string[],
): string {
  const list = wanted.map((name) => {
    const field = fields.find((one) => one.name === name);
    if (field === undefined) throw new Error(`no field ${name}`);
    return `${field.sql(quotedIdentifier(name))} as ${quotedIdentifier(name)}`;
  });
  return `(select ${list.length === 0 ? '1 as one' : list.join(', ')} from ${from})`;
}

/** Parquet files: their own columns and types. */
export const parquetInput: InputFormat = {
  name: 'PARQUET',
  title: 'Parquet files',
  parameters: [recurseParameter('0')],
  async open(entries, settings, world) {
    const files = await openFiles(entries, settings, world);
    const list = files.map((file) => quotedString(file.path)).join(', ');
    const from = `read_parquet([${list}], union_by_name = true)`;
    const describe = `describe select * from ${from}`;
    const rows = await world.database.rows(describe).catch((cause: unknown) => {
      throw new AppError(
        'cannot-open',
        `${files[0]?.name ?? ''} is no Parquet file easel can read`,
        {
          cause,
        },
      );
    });
    const fields = rows.map((row) =>
      fieldOfColumn(plainText(row['column_name'] ?? ''), plainText(row['column_type'] ?? '')),
    );
    const source = {
      name: 'PARQUET',
      fields,
      relation: (wanted: readonly string[]) => columnsRelation(fields, from, wanted),
    };
    return { source, elements: countedRelation(source, world), ...noErrors };
  },
};

const sampleLines = 1000;
const isoFormats = ['yyyy-MM-dd?hh:mm:ss', 'yyyy-MM-dd', 'hh:mm:ss'];

/** JSON lines: the keys of the objects are the fields; nested values are JSON text. */
export const jsonLinesInput: InputFormat = {
  name: 'JSONL',
  title: 'JSON, one object a line',
  parameters: [
    {
      name: 'dtLines',
      kind: 'number',
      default: '1000',
      doc: 'Lines that decide the names and types of fields.',
    },
    codepageParameter('0'),
    recurseParameter('0'),
  ],
  async open(entries, settings, world) {
    const files = await openFiles(entries, settings, world);
    const decode = { codepage: settings.number('iCodepage'), signal: world.signal };
    const scans: { name: string; scan: string; lines: number }[] = [];
    const samples = new Map<string, unknown[]>();
    let left = settings.number('dtLines') > 0 ? settings.number('dtLines') : sampleLines;
    for (const file of files) {
      const text = await scannableText(file.path, decode, world);
      scans.push({ name: file.name, scan: lineScan(text), lines: text.lines });
      if (left <= 0) continue;
      for await (const line of linesOf(file.path, decode)) {
        if (left-- <= 0) break;
        for (const [key, value] of Object.entries(objectOf(line))) {
          const values = samples.get(key);
          if (values === undefined) samples.set(key, [value]);
          else values.push(value);
        }
      }
    }
    const fields = [...samples].map(([name, values]) => jsonField(name, values));
    // Conditions of one WHERE have no order: what is no JSON must not reach a function that reads it.
    const lines = scans.map(
      ({ scan }) =>
        `select line as raw, case when json_valid(line) then line end as line from ${scan} where trim(line) <> ''`,
    );
    const all = `(${lines.join(' union all ')})`;
    const isGood = `json_type(line) = 'OBJECT'`;
    const source = {
      name: 'JSONL',
      fields,
      relation: (wanted: readonly string[]): string => {
        const list = wanted.map((name) => {
          const field = fields.find((one) => one.name === name);
          if (field === undefined) throw new Error(`no field ${name}`);
          return `${field.sql} as ${quotedIdentifier(name)}`;
        });
        const select = list.length === 0 ? '1 as one' : list.join(', ');
        return `(select ${select} from ${all} where ${isGood})`;
      },
    };
    return {
      source,
      elements: countedRelation(source, world),
      async parseErrors(atMost) {
        const bad = `from ${all} where not coalesce(${isGood}, false)`;
        const counting = `select count(*) ${bad}`;
        const count = Number(await world.database.value(counting));
        const listing = `select left(raw, 200) as line ${bad} limit ${atMost}`;
        const rows = count === 0 || atMost === 0 ? [] : await world.database.rows(listing);
        return {
          count,
          details: rows.map(
            (row) =>
              `Cannot parse line as a JSON object\n  Value "${plainText(row['line'] ?? '')}"`,
          ),
        };
      },
    };
  },
};

function objectOf(line: string): object {
  try {
    const value = JSON.parse(line) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}

function jsonField(
  name: string,
  values: readonly unknown[],
): SourceField & { readonly sql: string } {
  // A JSON pointer, so that a dot in a key is a dot.
  const pointer = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const text = `json_extract_string(line, ${quotedString(pointer)})`;
  const present = values.filter((value) => value !== null);
  if (present.every((value) => typeof value === 'number') && present.length > 0) {
    return present.every((value) => isInteger(String(value)))
      ? { name, type: 'INTEGER', sql: `try_cast(${text} as bigint)` }
      : { name, type: 'REAL', sql: `try_cast(${text} as double)` };
  }
  if (!present.every((value) => typeof value === 'string'))
    return { name, type: 'STRING', sql: text };
  const texts = present.map((value) => value.replace(/(?:\.\d{1,9})?(?:Z|\+00:00)$/, ''));
  const guess = guessType(texts, isoFormats);
  if (guess.type !== 'TIMESTAMP') return { name, type: 'STRING', sql: text };
  const type = guess.kind === 'full' ? 'timestamp' : (guess.kind ?? 'timestamp');
  const sql = `try_cast(${text} as ${type})`;
  return {
    name,
    type: 'TIMESTAMP',
    ...(guess.kind === undefined ? {} : { kind: guess.kind }),
    sql,
  };
}
