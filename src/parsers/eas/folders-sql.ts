import { counters2003, type FolderGroup } from './folders.ts';
import { letSql, literal, urlDecodeSql } from './sql-parts.ts';

const count = (digits: string): string =>
  `case when regexp_full_match(${digits}, '[0-9]{1,15}') then cast(${digits} as bigint) end`;
// Most pieces are told apart by how they begin: that is cheap.
const isPiece = (text: string, name: string): string =>
  `case when starts_with(${text}, '${name}') then regexp_matches(${text}, '^${name}(?:[^A-Za-z1]|1[^:]|1?$)') else false end`;
const piece = (name: string): string => `list_filter(g, lambda x: ${isPiece('x', name)})[1]`;
const value = (name: string): string =>
  letSql('v', `nullif(regexp_replace(${piece(name)}, '^${name}:?', ''), '')`, urlDecodeSql('v'));
const number = (name: string): string => letSql('n', value(name), count('n'));
const operations = (text: string, letter: string): string =>
  letSql(
    'o',
    text,
    `try_cast(nullif(regexp_extract(case when regexp_matches(o, '[a-z]') then o else lower(o) end, '(?:^|[A-Za-z])([0-9]{1,15})${letter}(?:[0-9]|$)', 1), '') as bigint)`,
  );

const server = `coalesce(${value('Srv')}, ${value('Svr')})`;
const fields: Readonly<Record<string, readonly [tokens: string, counters: string]>> = {
  folder_id: [value('Fid'), 'null'],
  class: [value('Ty'), "nullif(c['c1'], 'NA')"],
  filter: [number('Filt'), 'null'],
  sms_filter: [number('Filts'), 'null'],
  sync_type: [value('St'), "nullif(c['c2'], 'N')"],
  sync_key: [value('Sk'), 'null'],
  server_sync_key: [value('Sks'), 'null'],
  state_not_found: [`coalesce(${value('Ssnf')} = 'T', false)`, 'false'],
  client_adds: [operations(value('Cli'), 'a'), count("c['c3']")],
  client_changes: [operations(value('Cli'), 'c'), count("c['c4']")],
  client_deletes: [operations(value('Cli'), 'd'), count("c['c5']")],
  client_fetches: [operations(value('Cli'), 'f'), count("c['c6']")],
  server_adds: [operations(server, 'a'), count("c['c7']")],
  server_changes: [operations(server, 'c'), count("c['c8']")],
  server_deletes: [operations(server, 'd'), count("c['c9']")],
  server_soft_deletes: [operations(server, 's'), count("c['c10']")],
  server_errors: [operations(server, 'e'), 'null'],
};
const types: Readonly<Record<string, string>> = {
  state_not_found: 'boolean',
  folder_id: 'varchar',
  class: 'varchar',
  sync_type: 'varchar',
  sync_key: 'varchar',
  server_sync_key: 'varchar',
};
const struct = (which: 0 | 1, names: readonly string[]): string =>
  `struct_pack(${Object.entries(fields)
    .filter(([name]) => names.includes(name))
    .map(([name, sql]) => `"${name}" := cast(${sql[which]} as ${types[name] ?? 'bigint'})`)
    .join(', ')})`;

// A text is cut before each Fid by a character that no log text holds: ingest takes it for structure, too.
// Each group is then looked at by itself. What a lambda takes from around it, DuckDB copies for each
// element, and a line may name 100,000 folders. Every `_` is doubled, so that the one behind a Fid can be
// looked at without being missed before the next.
const cut = 'chr(1)';
const groupTexts = (text: string): string =>
  `string_split(regexp_replace('_' || replace(replace(${text}, ${cut}, ''), '_', '__') || '_', '_(Fid(?:[^A-Za-z1]|1[^:]))', ${cut} || '\\1', 'g'), ${cut})[2:]`;
const groups = (text: string, names: readonly string[]): string =>
  `list_transform(${groupTexts(text)}, lambda t: ${letSql(
    'g',
    `list_filter(string_split(t, '_'), lambda x: x <> '')`,
    struct(0, names),
  )})`;
const captures = Array.from({ length: 10 }, (_, i) => `'c${i + 1}'`).join(', ');

/**
 * What `parseFolders` gives, as one expression over a log text: a list of structs with the names of
 * `FolderGroup`, or those of `names`, empty where the request names no collection. For views, not
 * for ingest.
 */
export function foldersSql(
  logText: string,
  names: readonly (keyof FolderGroup)[] = Object.keys(fields) as (keyof FolderGroup)[],
): string {
  const old = letSql(
    'c',
    `regexp_extract(${logText}, ${literal(counters2003)}, [${captures}])`,
    `[${struct(1, names)}]`,
  );
  return `case when regexp_matches(${logText}, ${literal(counters2003)}) then ${old} when contains(${logText}, 'Fid') then ${groups(logText, names)} else [] end`;
}
