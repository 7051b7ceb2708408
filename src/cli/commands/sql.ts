import path from 'node:path';
import { runStatements, type StatementResult } from '../../duckdb/statements.ts';
import { shadowNamedViews } from '../../models/kept-views.ts';
import { UsageError } from '../../support/errors.ts';
import { openWarehouse } from '../../ingest/warehouse.ts';
import type { CommandModule, Context } from '../command.ts';
import { declareLimits, limitsOf, withinLimits } from '../limits.ts';
import {
  resultFormats,
  resultTarget,
  writeResult,
  type ResultTarget,
} from '../output/write-result.ts';

const examples = `
Examples:
  easel sql 'select server, count(*) from requests group by server'
  easel sql --format json "from devices limit 5"
  easel sql --out slow.parquet 'select * from requests where time_taken_ms > 30000'
  easel sql - < question.sql

The warehouse is opened read-only; SQL here cannot read or write files or use the network.
Times are UTC. easel list tables says what there is.`;

const command: CommandModule = {
  summary: 'runs DuckDB SQL over the warehouse, read-only',
  configure(declare) {
    declare
      .argument('<sql>', "one or more statements; '-' reads them from stdin")
      .option(
        '--format <name>',
        `${resultFormats.join(', ')} (default: table on a terminal, csv in a pipe)`,
      )
      .option('--out <file>', 'write the result to a file, which appears only when whole');
    declareLimits(declare);
    declare.addHelpText('after', examples);
  },
  async run(context, args, options) {
    const target = resultTarget(context, options['format'], options['out']);
    const limits = limitsOf(options);
    const sql = await sqlText(context, args[0] ?? '');
    const file = path.resolve(context.cwd, String(options['db']));
    const database = await openWarehouse(file, {
      access: 'read-only',
      memory: limits.memory,
      threads: limits.threads,
      signal: context.signal,
    });
    const interrupt = (): void => database.interrupt();
    try {
      await withinLimits(limits, context.signal, interrupt, async () => {
        await shadowNamedViews(database, sql);
        await writeStatements(context, target, runStatements(database, sql, 'sql'));
      });
    } finally {
      database.close();
    }
    return 0;
  },
};

export default command;

async function sqlText(context: Context, argument: string): Promise<string> {
  let text = argument;
  if (argument === '-') {
    context.stdin.setEncoding('utf8');
    const pieces: string[] = [];
    for await (const piece of context.stdin) pieces.push(String(piece));
    text = pieces.join('').replace(/^\ufeff/, '');
  }
  if (text.trim() === '') throw new UsageError('usage', 'the SQL is empty');
  return text;
}

/** A table or Markdown shows every result in turn; a data format holds one, that of one statement. */
async function writeStatements(
  context: Context,
  target: ResultTarget,
  results: AsyncIterable<StatementResult>,
): Promise<void> {
  const isText = (target.format === 'table' || target.format === 'md') && target.out === undefined;
  let written = 0;
  for await (const { hasRows, number, of, raw } of results) {
    context.signal.throwIfAborted();
    if (!hasRows) continue;
    if (written > 0 && !isText) {
      throw new UsageError(
        'usage',
        `statement ${number} of ${of} returns rows too, and ${target.format} holds one result`,
        { hint: 'ask one question at a time; earlier statements may prepare it' },
      );
    }
    if (written > 0) context.stdout.write('\n');
    await writeResult(context, target, raw);
    written++;
  }
  if (written === 0) {
    throw new UsageError('usage', 'no statement returned rows', {
      hint: 'end with a SELECT: the warehouse itself cannot be changed from here',
    });
  }
}
