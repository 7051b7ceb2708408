import path from 'node:path';
import { ingest, type IngestReport } from '../../ingest/ingest.ts';
import type { Traffic } from '../../parsers/eas/traffic.ts';
import { UsageError } from '../../support/errors.ts';
import type { CommandModule } from '../command.ts';

const traffics: readonly Traffic[] = ['mobile', 'web', 'all'];

const command: CommandModule = {
  summary: 'loads log files, folders and globs into the warehouse, each line once',
  configure: (declare) => {
    declare
      .argument('<path...>', 'files, folders (recursive) and globs; .gz .zst .zip are read too')
      .option('--format <name>', 'read all files as this format')
      .option('--server <name>', 'the server that wrote the files')
      .option('--traffic <kind>', 'mobile, web or all (default: mobile)')
      .option('--all', 'the same as --traffic all')
      .option('--keep-query', 'keep cs-uri-query, cs-username and the user agent as logged')
      .option('--final', 'load an unterminated last line')
      .option('--wait', 'wait for a running ingest instead of failing')
      .option('--strict', 'exit code 3 if there are rejects');
  },
  async run(context, args, options) {
    const traffic = trafficOf(options);
    const text = (name: string): string | undefined => options[name] as string | undefined;
    const server = text('server');
    const formatName = text('format');
    const report = await ingest({
      warehouse: path.resolve(context.cwd, String(options['db'])),
      paths: args,
      cwd: context.cwd,
      filter: { traffic },
      ...(server === undefined ? {} : { server }),
      ...(formatName === undefined ? {} : { formatName }),
      keepQuery: options['keepQuery'] === true,
      final: options['final'] === true,
      wait: options['wait'] === true,
      signal: context.signal,
      now: context.now,
      onWait: ({ pid, host, since }) =>
        context.stderr.write(`waiting for process ${pid} on ${host}, since ${since}\n`),
    });
    return summarise(report, context.stderr, options['strict'] === true);
  },
};

function trafficOf(options: Readonly<Record<string, unknown>>): Traffic {
  const named = (options['all'] === true ? 'all' : (options['traffic'] ?? 'mobile')) as string;
  const traffic = traffics.find((each) => each === named);
  if (traffic === undefined) {
    throw new UsageError('usage', `--traffic is ${traffics.join(', ')}, not '${named}'`);
  }
  return traffic;
}

function summarise(report: IngestReport, out: NodeJS.WritableStream, strict: boolean): number {
  let rejects = 0;
  let failed = report.failed.length + report.missing.length;
  for (const { path, outcome, counts } of report.files) {
    rejects += counts?.rejects ?? 0;
    if (outcome.kind === 'refused') {
      failed++;
      out.write(`${path}: refused: ${outcome.reason}\n`);
    } else if (counts !== null) {
      out.write(
        `${path}: ${counts.rows} rows, ${counts.filtered} filtered, ${counts.rejects} rejects, ${counts.pending} pending\n`,
      );
    } else out.write(`${path}: ${outcome.kind}\n`);
  }
  for (const { error } of report.missing) out.write(`${error.message}\n`);
  return failed > 0 ? 1 : strict && rejects > 0 ? 3 : 0;
}

export default command;
