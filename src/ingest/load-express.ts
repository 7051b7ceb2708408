import { quotedIdentifier, quotedString } from '../duckdb/sql-text.ts';
import { columnsNamed, dimensions, factColumns, type Dimension } from '../models/request-layout.ts';
import type { Meaning } from '../parsers/format.ts';
import { fileFacts, scanColumns, type Asked, type FileNames } from './load-sql.ts';
import type { ExpressLayout } from '../parsers/express/express-reader.ts';
import type { ExpressPiece } from './piece.ts';

/** The statements that take pieces of one kind, read byte by byte, into the warehouse. */
export function expressStatements(
  pieces: readonly ExpressPiece[],
  files: readonly FileNames[],
  asked: Asked,
  firstIds: readonly number[],
): string[] {
  const [first] = pieces;
  if (first === undefined) return [];
  const statements = pieces.flatMap((piece) => dimensionStatements(piece, files, asked, firstIds));
  const filled = pieces.filter(({ lines }) => lines > 0).map(({ file }) => file);
  if (filled.length === 0) return statements;
  const { format, schema, express } = first.kind;
  const { facts } = fileFacts(files.slice(0, 1), asked, '');
  const meaning = format.meaning(schema, facts);
  return [...statements, insertFacts(filled, express, meaning, firstIds)];
}

function dimensionStatements(
  piece: ExpressPiece,
  files: readonly FileNames[],
  asked: Asked,
  firstIds: readonly number[],
): string[] {
  const { format, schema, express } = piece.kind;
  return express.dimensions.flatMap(({ table, columns }, i) => {
    const file = piece.dimensions[i];
    const dimension = dimensions.find((each) => each.table === table);
    if (file === undefined || dimension === undefined) return [];
    const read = { [dimension.id]: 'BIGINT', ...columns };
    const names = 'file_id' in columns ? files : files.slice(0, 1);
    const { facts, relation } = fileFacts(names, asked, scanColumns(file, read, `, nullstr = '-'`));
    return [
      insertDimension(
        firstIds[i] ?? 0,
        dimension,
        read,
        relation,
        format.meaning(schema, facts),
        format.source,
      ),
    ];
  });
}

function insertDimension(
  first: number,
  { table, id, columns }: Dimension,
  read: Readonly<Record<string, string>>,
  relation: string,
  meaning: Meaning,
  source: string,
): string {
  const values = columns.map((name) => {
    if (name === 'source') return quotedString(source);
    // What depends on the file alone, and X-Forwarded-For under the name it has in this log.
    if (!(name in read)) return hangsOnFile.has(name) ? (meaning.columns[name] ?? 'null') : 'null';
    return quotedIdentifier(name);
  });
  const names = [id, ...columns].map(quotedIdentifier).join(', ');
  return `insert into ${table} (${names}) select ${[`${first} + ${id}`, ...values].join(', ')} from ${relation}`;
}

const hangsOnFile = new Set(['server', 'site', 'forwarded_for']);

function insertFacts(
  files: readonly string[],
  express: ExpressLayout,
  meaning: Meaning,
  firstIds: readonly number[],
): string {
  const read = new Set(express.facts.map(({ name }) => name));
  const types = columnsNamed(factColumns);
  const columns: Record<string, string> = {};
  for (const name of factColumns) {
    if (name === 'requested_at') columns[name] = 'make_timestamp(requested_at)';
    else if (name === 'custom') columns[name] = meaning.columns[name] ?? 'null';
    else if (read.has(name)) columns[name] = `cast("${name}" as ${types[name]?.type ?? 'varchar'})`;
  }
  dimensions.forEach(({ id, table }, i) => {
    columns[id] = `${firstIds[i] ?? 0} + cast(${table} as bigint)`;
  });
  const names = Object.keys(columns).map(quotedIdentifier);
  return `insert into request_facts (${names.join(', ')}) select ${Object.values(columns).join(', ')} from read_parquet([${files.map(quotedString).join(', ')}])`;
}
