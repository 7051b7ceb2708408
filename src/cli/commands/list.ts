import { Database } from '../../duckdb/database.ts';
import { quotedString } from '../../duckdb/sql-text.ts';
import { runStatements } from '../../duckdb/statements.ts';
import { loadModels } from '../../models/registry.ts';
import { UsageError } from '../../support/errors.ts';
import { nearest } from '../../support/suggest.ts';
import type { CommandModule } from '../command.ts';
import { resultFormats, resultTarget, writeResult } from '../output/write-result.ts';

type Entry = Readonly<Record<string, unknown>>;

/** What there is of each kind; the first value of an entry is its name. */
const kinds: Readonly<Record<string, () => Promise<readonly Entry[]>>> = {
  formats: listFormats,
  reports: listReports,
  tables: listTables,
  functions: listFunctions,
};

const command: CommandModule = {
  summary: `what there is: ${Object.keys(kinds).join(', ')}`,
  usesWarehouse: false,
  configure: (declare) => {
    declare
      .argument('<kind>', Object.keys(kinds).join(', '))
      .argument('[name]', 'a table: its columns')
      .option('--format <name>', `${resultFormats.join(', ')} (default: table, csv in a pipe)`);
  },
  async run(context, [kind = '', name], options) {
    const target = resultTarget(context, options['format'], undefined);
    const entries = await entriesOf(kind, name, target.format);
    const db = await Database.open(':memory:');
    try {
      for await (const { raw } of runStatements(db, rowsSql(entries), 'list')) {
        await writeResult(context, target, raw);
      }
    } finally {
      db.close();
    }
    return 0;
  },
};

export default command;

async function entriesOf(
  kind: string,
  name: string | undefined,
  format: string,
): Promise<readonly Entry[]> {
  const list = kinds[kind];
  if (list === undefined) {
    const meant = nearest(kind, Object.keys(kinds));
    throw new UsageError('usage', `there are no '${kind}' to list`, {
      hint:
        meant === undefined ? `kinds: ${Object.keys(kinds).join(', ')}` : `did you mean ${meant}?`,
    });
  }
  const entries = await list();
  if (name === undefined) {
    return format === 'json' || format === 'jsonl'
      ? entries
      : entries.map((entry) => withoutColumns(entry));
  }
  const entry = entries.find((one) => one['name'] === name);
  if (entry !== undefined && !('columns' in entry)) {
    throw new UsageError('usage', `${kind} have no columns to list`, {
      hint: `easel list ${kind} says all there is; only tables have columns: easel list tables <name>`,
    });
  }
  if (entry === undefined) {
    const meant = nearest(
      name,
      entries.map((one) => String(one['name'])),
    );
    throw new UsageError('usage', `there is no '${name}' among the ${kind}`, {
      hint: meant === undefined ? `easel list ${kind} names them` : `did you mean ${meant}?`,
    });
  }
  return entry['columns'] as readonly Entry[];
}

function withoutColumns(entry: Entry): Entry {
  return Object.fromEntries(Object.entries(entry).filter(([key]) => key !== 'columns'));
}

/** The entries as a SELECT: so they come out in every format a result can have. */
function rowsSql(entries: readonly Entry[]): string {
  const structure = structureOf(entries[0] ?? {});
  const json = quotedString(JSON.stringify(entries));
  const shape = quotedString(JSON.stringify([structure]));
  return `select unnest(from_json(${json}::json, ${shape}), max_depth := 2)`;
}

/** As `from_json` wants it: all values are text, but for lists of entries. */
function structureOf(entry: Entry): unknown {
  return Object.fromEntries(
    Object.entries(entry).map(([key, value]) => [
      key,
      Array.isArray(value) ? [structureOf((value as Entry[])[0] ?? {})] : 'VARCHAR',
    ]),
  );
}

async function listFormats(): Promise<readonly Entry[]> {
  const { loadFormats } = await import('../../parsers/registry.ts');
  return (await loadFormats()).map(({ name, title, kind }) => ({
    name,
    title,
    records: kind === 'lines' ? 'one a line' : 'of several lines',
  }));
}

async function listReports(): Promise<readonly Entry[]> {
  const { loadReports } = await import('../../reports/load-reports.ts');
  return (await loadReports([])).map(({ report }) => ({
    name: report.name,
    title: report.title,
    question: report.question,
    sections: report.sections.map(({ id }) => id).join(', '),
  }));
}

async function listTables(): Promise<readonly Entry[]> {
  return (await loadModels())
    .filter(({ listed }) => listed)
    .map(({ name, kind, grain, doc, columns, parameters }) => ({
      name,
      kind,
      parameters: Object.keys(parameters ?? {}).join(', '),
      one_row_is: grain,
      doc,
      columns: Object.entries(columns).map(([column, { type, unit, doc: meaning }]) => ({
        column,
        type,
        unit: unit ?? '',
        doc: meaning,
      })),
    }));
}

async function listFunctions(): Promise<readonly Entry[]> {
  const { functions } = await import('../../query/functions.ts');
  const { signatureOf } = await import('../../query/function-row.ts');
  return Object.entries(functions).map(([name, row]) => ({
    name,
    call: signatureOf(name, row),
    result: row.result,
    group: row.group,
    doc: row.doc,
  }));
}
