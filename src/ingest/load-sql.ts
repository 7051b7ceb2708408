import { quotedString } from '../duckdb/sql-text.ts';
import { isKeptSql } from '../parsers/eas/sql.ts';
import type { FileFacts, LineFormat, LineSchema, Meaning } from '../parsers/format.ts';
import { physicalColumns, lineColumns, unreadableSql } from '../parsers/physical.ts';
import type { Filter, Load } from './filter.ts';
import type { Piece } from './piece.ts';
import { safeText, unknownText } from './reject-text.ts';
import { longestLine } from './segmenter.ts';

/** What is the same for all lines of a file, as values. */
export interface FileNames {
  readonly fileId: number;
  readonly server: string;
  readonly site: string | null;
  /** The zone of local times, where the file has such. */
  readonly zone?: string;
}

/** What the command line says of all files. */
export type Asked = Pick<FileFacts, 'keepQuery' | 'dates'>;

export interface LoadRequest {
  readonly piece: Piece;
  readonly files: readonly FileNames[];
  readonly filter: Filter;
  readonly asked: Asked;
  /** Earlier loads, where the lines are offered again. */
  readonly loads: readonly Load[];
}

/** What takes a piece into the warehouse. */
export interface LoadStatements {
  /** The SELECT of the kept lines, with columns of `request_rows`; null where none can be kept. */
  readonly rows: string | null;
  /** Inserts the rejects; needed only where `rows` did not take every line. Null where there can be none. */
  readonly rejects: string | null;
}

export function loadStatements(request: LoadRequest): LoadStatements {
  const { piece } = request;
  const { schema, reject } = piece.kind;
  if (schema === null) return { rows: null, rejects: fixedRejects(piece, reject ?? 'no-fields') };
  const { facts, relation } = factsOf(request.files, request.asked, scan(piece));
  const meaning = piece.kind.format.meaning(schema, facts);
  const values = valuesRelation(relation, piece.kind.format, schema);
  const wanted = wantedSql(request, meaning);
  const judged = meaning.judgements.map(({ when }) => `(${when})`);
  const unreadable = typedColumns(schema).map((column) => unreadableSql(column));
  const fit = [...judged, ...unreadable].map((bad) => `not ${bad}`);
  const kept = `(select * from ${values} where ${[...fit, wanted].join(' and ')})`;
  const bad = judged.length === 0 ? 'false' : `(${judged.join(' or ')})`;
  const unread = unreadable.length === 0 ? 'false' : `(${unreadable.join(' or ')})`;
  const isReject =
    piece.kind.again === undefined
      ? `(${bad} or (${wanted} and ${unread}))`
      : `(not ${bad} and ${wanted} and ${unread})`;
  return {
    rows: selectRows(kept, meaning, piece.kind.format.source),
    rejects: insertRejects(`(select * from ${values} where ${isReject})`, schema, meaning),
  };
}

/** The working copy as a relation. It holds nothing but what the segmenter has checked. */
function scan(piece: Piece): string {
  return scanColumns(piece.file, lineColumns);
}

/** A file of values, each followed by 0x01, as a relation. */
export function scanColumns(
  file: string,
  columns: Readonly<Record<string, string>>,
  options = '',
): string {
  const list = Object.entries(columns).map(
    ([name, type]) => `${quotedString(name)}: ${quotedString(type)}`,
  );
  return `read_csv(${quotedString(file)}, auto_detect = false, header = false, delim = '\u0001', quote = '', escape = '', new_line = '\\n', max_line_size = ${2 * longestLine}${options}, columns = {${list.join(', ')}})`;
}

/** What `meaning` is to know of the files of a piece, and `from` with their names where they differ. */
export function factsOf(
  files: readonly FileNames[],
  asked: Asked,
  from: string,
): { facts: FileFacts; relation: string } {
  const literal = (text: string | null): string =>
    text === null ? 'null::varchar' : `${quotedString(text)}::varchar`;
  const [first] = files;
  const same =
    first === undefined ||
    files.every(
      ({ server, site, zone }) =>
        server === first.server && site === first.site && zone === first.zone,
    );
  const isLocal = files.some(({ zone }) => zone !== undefined);
  if (same) {
    const facts = {
      server: literal(first?.server ?? null),
      site: literal(first?.site ?? null),
      ...asked,
      ...(isLocal ? { zone: literal(first?.zone ?? null) } : {}),
    };
    return { facts, relation: from };
  }
  const rows = files.map(
    ({ fileId, server, site, zone }) =>
      `(${fileId}::bigint, ${literal(server)}, ${literal(site)}, ${literal(zone ?? null)})`,
  );
  const names = `(values ${rows.join(', ')}) as names(file_id, file_server, file_site, file_zone)`;
  const zone = isLocal ? { zone: 'file_zone' } : {};
  return {
    facts: { server: 'file_server', site: 'file_site', ...asked, ...zone },
    relation: `(select * from ${from} join ${names} using (file_id))`,
  };
}

function valuesRelation(relation: string, format: LineFormat, schema: LineSchema): string {
  const physical = physicalColumns(schema).join(', ');
  return `(select *, ${physical} from (select *, ${format.values('line', schema)} as f from ${relation}))`;
}

function typedColumns(schema: LineSchema): LineSchema['columns'] {
  // Dates and times are judged by name, before this.
  return schema.columns.filter(({ type }) => !['VARCHAR', 'DATE', 'TIME'].includes(type));
}

/** True for lines of the kept traffic and period that no earlier load has kept. */
function wantedSql({ filter, piece, loads }: LoadRequest, meaning: Meaning): string {
  const fits = fitsSql(filter, meaning);
  if (piece.kind.again === undefined) return fits;
  const before = loads.map(
    (load) =>
      `(line_no between ${load.firstLine} and ${load.lastLine} and ${fitsSql(load.filter, meaning)})`,
  );
  return [fits, ...before.map((covered) => `not ${covered}`)].join(' and ');
}

function fitsSql(filter: Filter, meaning: Pick<Meaning, 'columns'>): string {
  const at = meaning.columns['requested_at'] ?? 'null::timestamp';
  const tests: string[] = [];
  if (filter.traffic !== 'all') {
    tests.push(isKeptSql(meaning.columns['uri_stem'] ?? 'null::varchar', filter.traffic));
  }
  if (filter.since !== undefined) {
    tests.push(`coalesce(${at} >= ${quotedString(filter.since)}::timestamp, false)`);
  }
  if (filter.until !== undefined) {
    tests.push(`coalesce(${at} < ${quotedString(filter.until)}::timestamp, false)`);
  }
  return tests.length === 0 ? 'true' : `(${tests.join(' and ')})`;
}

function selectRows(kept: string, meaning: Meaning, source: string): string {
  const columns: Record<string, string> = {
    file_id: 'file_id',
    line_no: 'line_no',
    source: quotedString(source),
    ...meaning.columns,
  };
  const relation = meaning.stages.reduce(
    (from, stage) => `(select *, ${asList(stage)} from ${from})`,
    kept,
  );
  return `select ${asList(columns)} from ${relation}`;
}

function asList(columns: Readonly<Record<string, string>>): string {
  return Object.entries(columns)
    .map(([name, sql]) => `${sql} as "${name}"`)
    .join(', ');
}

function insertRejects(from: string, schema: LineSchema, meaning: Meaning): string {
  const unread = typedColumns(schema).map((column) => ({
    reason: 'bad-value',
    when: unreadableSql(column),
    detail: `${quotedString(`${column.column} is no number: `)} || left(f[${column.from}], 60)`,
  }));
  const cases = [...meaning.judgements, ...unread];
  const choose = (part: (item: (typeof cases)[number]) => string): string =>
    `case ${cases.map((item) => `when ${item.when} then ${part(item)}`).join(' ')} end`;
  const reason = choose((item) => quotedString(item.reason));
  const detail = choose((item) => item.detail);
  return `insert into rejects (file_id, line_no, byte_offset, reason, detail, text) select file_id, line_no, byte_offset, ${reason}, ${detail}, ${safeText(schema)} from ${from}`;
}

const fixedDetails: Readonly<Record<string, string>> = {
  'no-fields': 'there is no #Fields line above it',
  'too-long': `longer than ${longestLine} bytes`,
};

function fixedRejects(piece: Piece, reason: string): string {
  return `insert into rejects (file_id, line_no, byte_offset, reason, detail, text) select file_id, line_no, byte_offset, ${quotedString(reason)}, ${quotedString(fixedDetails[reason] ?? reason)}, ${unknownText()} from ${scan(piece)}`;
}
