import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { root } from './data.js';
import { median } from './measure.js';

const folder = path.join(root, 'test', 'query', 'cases');
const types = {
  BIGINT: { type: 'INTEGER' },
  DOUBLE: { type: 'REAL' },
  TIMESTAMP: { type: 'TIMESTAMP', kind: 'full' },
  DATE: { type: 'TIMESTAMP', kind: 'date' },
  TIME: { type: 'TIMESTAMP', kind: 'time' },
};

/**
 * The case file that takes longest from text to SQL, in ms after warm-up, and the one of sixty aliases
 * at its first use. Each is measured 15 times in a row, its median counts.
 */
export async function slowestTranslation(quick) {
  const { parseQuery } = await import('../dist/query/parser.js');
  const { translate } = await import('../dist/query/translate.js');
  const resolveFrom = await caseTables();
  const cases = caseQueries();
  const once = ({ text, options }) => {
    const started = performance.now();
    try {
      translate(parseQuery(text), {
        resolveFrom,
        tz: options.tz ?? 'UTC',
        now: new Date(options.now ?? '2024-05-01T12:34:56Z'),
        strictDialect: options.strict === 'yes',
        offline: options.offline === 'yes',
        computerName: 'HERE',
      });
    } catch (error) {
      // Cases of errors are translated as far as they go.
      if (error.name !== 'QueryError') throw error;
    }
    return performance.now() - started;
  };
  const long = cases.find(({ name }) => name.endsWith('sixty-aliases.sql'));
  const first = once(long);
  for (let round = 0; round < (quick ? 1 : 20); round++) cases.forEach(once);
  let slowest = { ms: 0, name: '' };
  let longest = 0;
  for (const one of cases) {
    const ms = median(Array.from({ length: 15 }, () => once(one)));
    if (ms > slowest.ms) slowest = { ms, name: one.name };
    if (one === long) longest = ms;
  }
  return {
    ...slowest,
    count: cases.length,
    longest: { bytes: Buffer.byteLength(long.text), ms: longest, first },
  };
}

function caseQueries() {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.sql') && file !== 'tables.sql')
    .map((file) => {
      const all = readFileSync(path.join(folder, file), 'utf8');
      const [head, text] = all.split(/^-- (?:Log Parser|DuckDB|rows|error)\n/m);
      const options = [...head.matchAll(/^-- (\w+): (.*)$/gm)].map(([, name, value]) => [
        name,
        value,
      ]);
      return { name: file, text: text.replace(/\n$/, ''), options: Object.fromEntries(options) };
    });
}

/** The tables of the case files as inputs of queries. */
async function caseTables() {
  const { Database } = await import('../dist/duckdb/database.js');
  const { QueryError } = await import('../dist/query/query-error.js');
  const database = await Database.open(':memory:');
  await database.run(readFileSync(path.join(folder, 'tables.sql'), 'utf8'));
  const columns = await database.rows(
    'select table_name, column_name, data_type from duckdb_columns() where not internal order by column_index',
  );
  database.close();
  const tables = new Map();
  for (const { table_name: table, column_name: name, data_type: type } of columns) {
    tables.set(table, [
      ...(tables.get(table) ?? []),
      { name, ...(types[type] ?? { type: 'STRING' }) },
    ]);
  }
  return ({ entries }) => {
    const fields = tables.get(entries[0]?.text);
    if (fields === undefined) throw new QueryError('no-input', 'no such table');
    return { name: 'TEST', fields, relation: () => `"${entries[0].text}"` };
  };
}
