import { Database } from '../../../src/duckdb/database.ts';
import type { Row } from '../../../src/duckdb/database.ts';
import type { FileFacts, Header, LineFormat } from '../../../src/parsers/format.ts';
import { physicalColumns } from '../../../src/parsers/physical.ts';

/** What a format makes of lines below a header: rows and rejects, as ingest would have them. */
export async function readLines(
  format: LineFormat,
  lines: readonly string[],
  facts: Partial<FileFacts> = {},
  before: Header = {},
): Promise<{ rows: Row[]; rejects: Row[] }> {
  let header = before;
  const data: { line_no: number; line: string }[] = [];
  for (const [i, line] of lines.entries()) {
    const directed = line.startsWith('#') ? (format.directive?.(line, header) ?? null) : null;
    if (directed !== null) header = directed;
    else if (line.trim() !== '') data.push({ line_no: i + 1, line });
  }
  const schema = format.schema(header);
  if (schema === null) throw new Error('the lines have no schema');
  const meaning = format.meaning(schema, {
    server: `'(file)'`,
    site: 'null::varchar',
    keepQuery: false,
    ...facts,
  });
  const relation = `(select r.line_no, r.line, ${header.day === undefined ? 'null' : `'${header.day}'`}::date as day from (select unnest(from_json($lines, '[{"line_no":"BIGINT","line":"VARCHAR"}]')) as r))`;
  const values = `(select *, ${physicalColumns(schema).join(', ')} from (select *, ${format.values('line', schema)} as f from ${relation}))`;
  const staged = meaning.stages.reduce(
    (from, stage) => `(select *, ${list(stage)} from ${from})`,
    values,
  );
  const reason = `case ${meaning.judgements.map((one) => `when ${one.when} then '${one.reason}'`).join(' ')} end`;
  const query = `select ${list({ line_no: 'line_no', reason, ...meaning.columns })} from ${staged} order by line_no`;
  const database = await Database.open(':memory:');
  try {
    const read = await database.rows(query, { lines: JSON.stringify(data) });
    const known = read.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)),
    ) as Row[];
    return {
      rows: known.filter((row) => row['reason'] === undefined),
      rejects: known
        .filter((row) => row['reason'] !== undefined)
        .map(({ line_no, reason: why }) => ({ line_no: line_no ?? null, reason: why ?? null })),
    };
  } finally {
    database.close();
  }
}

function list(columns: Readonly<Record<string, string>>): string {
  return Object.entries(columns)
    .map(([name, sql]) => `${sql} as "${name}"`)
    .join(', ');
}
