import { statSync } from 'node:fs';
import path from 'node:path';
import { runStatements } from '../../duckdb/statements.ts';
import { openWarehouse } from '../../ingest/warehouse.ts';
import { UsageError } from '../../support/errors.ts';
import { escapeValue } from '../../support/terminal.ts';
import type { CommandModule } from '../command.ts';
import { resultFormats, resultTarget, writeResult } from '../output/write-result.ts';
import { counted } from '../../support/counted.ts';
import { unknownValue } from '../../models/unknown-value.ts';

const files = `
select file_id, path, server, server_from, format, state, reason, lines, directives, blank, data,
  rows, filtered, rejects, pending, first_at, last_at, loaded_at
from files order by path, file_id`;

/** What a terminal has room for: paths without the folders they share, counts that add up. */
const filesInShort = String.raw`
with ends as (select min(path) as first, max(path) as last from files),
shared as (
  select coalesce(max(i), 0) as folders
  from ends, range(1, length(first) + 1) as places(i)
  where left(first, i) = left(last, i) and substr(first, i, 1) in ('/', '\')
)
select substr(path, folders + 1) as file, server, concat_ws(': ', state, reason) as state, data, rows, filtered, rejects, pending
from files, shared order by path, file_id`;

const rejects = `
select files.path, rejects.line_no, rejects.byte_offset, rejects.reason, rejects.detail, rejects.text
from rejects left join files using (file_id) order by files.path, rejects.line_no`;

const runs = `select * from runs order by started_at`;

const command: CommandModule = {
  summary: 'what is in the warehouse: files with their accounting, coverage, size',
  configure: (declare) => {
    declare
      .option('--rejects', 'the lines that could not be read, and why')
      .option('--runs', 'the ingest runs')
      .option('--format <name>', `${resultFormats.join(', ')} (default: table, csv in a pipe)`);
  },
  async run(context, _args, options) {
    if (options['rejects'] === true && options['runs'] === true) {
      throw new UsageError('usage', '--rejects and --runs are two questions', {
        hint: 'ask one after the other',
      });
    }
    const target = resultTarget(context, options['format'], undefined);
    const file = path.resolve(context.cwd, String(options['db']));
    const db = await openWarehouse(file, { access: 'read-only', signal: context.signal });
    try {
      const inShort = target.format === 'table' ? filesInShort : files;
      const sql = options['rejects'] === true ? rejects : options['runs'] === true ? runs : inShort;
      for await (const { raw } of runStatements(db, sql, 'status')) {
        await writeResult(context, target, raw);
      }
      if (sql === inShort) {
        for (const line of await overview(db, file)) context.stderr.write(`${line}\n`);
      }
    } finally {
      db.close();
    }
    return 0;
  },
};

export default command;

async function overview(
  db: Awaited<ReturnType<typeof openWarehouse>>,
  file: string,
): Promise<string[]> {
  const [total] = await db.rows(
    `select count(*) as files, sum(rows)::bigint as rows, sum(filtered)::bigint as filtered, sum(rejects)::bigint as rejects, sum(pending)::bigint as pending from files`,
  );
  const servers = await db.rows(
    `select coalesce(server, $unknown) as server, count(*) as requests, min(requested_at)::varchar as first, max(requested_at)::varchar as last from requests group by all order by 1`,
    { unknown: unknownValue },
  );
  const number = (value: unknown): string => Number(value ?? 0).toLocaleString('en-US');
  const of = (value: unknown, one: string): string => counted(Number(value ?? 0), one);
  const megabytes = (statSync(file).size / 1e6).toFixed(1);
  return [
    `${of(total?.['files'], 'file')}: ${of(total?.['rows'], 'row')}, ${number(total?.['filtered'])} filtered, ${of(total?.['rejects'], 'reject')}, ${number(total?.['pending'])} pending; ${megabytes} MB`,
    ...servers.map(
      (row) =>
        `${escapeValue(row['server'] as string)}: ${of(row['requests'], 'request')} from ${row['first'] as string} to ${row['last'] as string} UTC`,
    ),
  ];
}
