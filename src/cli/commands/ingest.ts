import path from 'node:path';
import type { Filter } from '../../ingest/filter.ts';
import { loadConfig, type Config } from '../../models/config.ts';
import { pathTest } from '../../ingest/glob.ts';
import { ingest, type IngestReport } from '../../ingest/ingest.ts';
import type { Traffic } from '../../parsers/eas/traffic.ts';
import { UsageError } from '../../support/errors.ts';
import { parseTime } from '../../support/time-text.ts';
import { checkedZone } from '../../support/checked-zone.ts';
import type { CommandModule, Context } from '../command.ts';
import { faultsOf, summaryLines, summaryOf } from '../ingest-summary.ts';
import { ProgressBar } from '../progress.ts';

const traffics: readonly Traffic[] = ['mobile', 'web', 'all'];
const dateOrders = ['dmy', 'mdy', 'iso'] as const;

const examples = `
Examples:
  easel ingest /inetpub/logs/LogFiles
  easel ingest --server EX01 "C:\\logs\\EX 01\\u_ex2405*.log"
  easel ingest --all --since 7d logs.zip
  easel ingest --source-tz 'old/*.log=Europe/Vienna' logs

The same bytes are never loaded twice; a file that has grown gives its new lines.`;

const command: CommandModule = {
  summary: 'loads log files, folders and globs into the warehouse, each line once',
  configure: (declare) => {
    declare
      .argument('<path...>', 'files, folders (recursive) and globs; .gz .zst .zip are read too')
      .option('--format <name>', 'read all files as this format')
      .option('--server <name>', 'the server that wrote the files')
      .option('--traffic <kind>', 'mobile, web or all (default: mobile)')
      .option('--all', 'the same as --traffic all')
      .option('--source-tz <zone>', 'the zone of logs in local time, or <glob>=<zone>', collect)
      .option('--dates <order>', 'day and month in exports and IIS native logs: dmy, mdy or iso')
      .option('--as-of <time>', 'the time of which exports speak')
      .option('--keep-query', 'keep cs-uri-query, cs-username and the user agent as logged')
      .option('--since <time>', 'from this time on; older files are not opened')
      .option('--until <time>', 'up to this time; a day is taken whole')
      .option('--final', 'load an unterminated last line')
      .option('--wait', 'wait for a running ingest instead of failing')
      .option('--strict', 'exit code 3 if there are rejects')
      .option('--dry-run', 'read and count, but keep nothing')
      .addHelpText('after', examples);
  },
  async run(context, args, options) {
    const text = (name: string): string | undefined => options[name] as string | undefined;
    const asJson = options['json'] === true;
    const formatName = asJson && text('format') === 'json' ? undefined : text('format');
    const server = serverOf(text('server'));
    const asOf = text('asOf');
    const dates = datesOf(text('dates'));
    const config = loadConfig(context.cwd, context.env);
    const bar = new ProgressBar(context.stderr);
    const nowMs = context.now().getTime();
    const zoneOf = zonesOf((options['sourceTz'] ?? []) as string[], context.cwd);
    const report = await ingest({
      warehouse: path.resolve(context.cwd, String(options['db'])),
      paths: args,
      cwd: context.cwd,
      filter: filterOf(options, nowMs),
      config,
      configuredServer: serversOf(config, context.cwd),
      ...(server === undefined ? {} : { server }),
      ...(formatName === undefined ? {} : { formatName }),
      ...(dates === undefined ? {} : { dates }),
      ...(asOf === undefined ? {} : { asOf: utc(parseTime(asOf, '--as-of', 'UTC', nowMs).ms) }),
      zoneOf,
      keepQuery: options['keepQuery'] === true,
      final: options['final'] === true,
      dryRun: options['dryRun'] === true,
      wait: options['wait'] === true,
      signal: context.signal,
      now: context.now,
      onProgress: (progress) => bar.update(progress),
      onCounting: () => bar.say('all files are read; counting days and devices for the reports'),
      onWait: ({ pid, host, since }) =>
        context.stderr.write(`waiting for process ${pid} on ${host}, since ${since}\n`),
    }).finally(() => bar.clear());
    say(context, report, asJson, options['dryRun'] === true);
    if (options['quiet'] === true) for (const fault of faultsOf(report)) context.complain(fault);
    const { failed, refused, rejects } = summaryOf(report);
    return failed + refused > 0 ? 1 : options['strict'] === true && rejects > 0 ? 3 : 0;
  },
};

export default command;

function say(context: Context, report: IngestReport, asJson: boolean, dryRun: boolean): void {
  if (asJson) context.stdout.write(`${JSON.stringify(summaryOf(report))}\n`);
  for (const line of summaryLines(report, dryRun)) context.stderr.write(`${line}\n`);
}

function collect(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}

/** The first path or glob of `servers:` that a file fits names its server. */
function serversOf({ servers }: Config, cwd: string): (file: string) => string | undefined {
  const rules = Object.entries(servers ?? {}).map(
    ([glob, name]) => [pathTest(glob, cwd), name] as const,
  );
  return (file) => rules.find(([fits]) => fits(file))?.[1];
}

function serverOf(name: string | undefined): string | undefined {
  if (name?.trim() === '') throw new UsageError('usage', '--server needs a name');
  return name;
}

function filterOf(options: Readonly<Record<string, unknown>>, nowMs: number): Filter {
  const named = (options['all'] === true ? 'all' : (options['traffic'] ?? 'mobile')) as string;
  const traffic = traffics.find((each) => each === named);
  if (traffic === undefined) {
    throw new UsageError('usage', `--traffic is ${traffics.join(', ')}, not '${named}'`);
  }
  if (options['all'] === true && (options['traffic'] ?? 'all') !== 'all') {
    throw new UsageError('usage', '--all contradicts --traffic', { hint: 'leave out one' });
  }
  const until = options['until'] as string | undefined;
  const since = options['since'] as string | undefined;
  const end = until === undefined ? undefined : parseTime(until, '--until', 'UTC', nowMs);
  // Spans count back from the end of the period, as in reports.
  const begin =
    since === undefined ? undefined : parseTime(since, '--since', 'UTC', end?.ms ?? nowMs);
  const last = end === undefined ? undefined : end.ms + (end.isDate ? 86_400_000 : 0);
  if (begin !== undefined && last !== undefined && begin.ms >= last) {
    throw new UsageError('usage', '--since is not before --until');
  }
  return {
    traffic,
    ...(begin === undefined ? {} : { since: utc(begin.ms) }),
    ...(last === undefined ? {} : { until: utc(last) }),
  };
}

function datesOf(order: string | undefined): (typeof dateOrders)[number] | undefined {
  const found = dateOrders.find((each) => each === order);
  if (order !== undefined && found === undefined) {
    throw new UsageError('usage', `--dates is ${dateOrders.join(', ')}, not '${order}'`);
  }
  return found;
}

/** The last `--source-tz` that fits a path; one with a glob before one for all. */
function zonesOf(given: readonly string[], cwd: string): (file: string) => string | undefined {
  const rules = given.map((text) => {
    const at = text.lastIndexOf('=');
    if (at === 0) throw new UsageError('usage', `--source-tz '${text}' has no glob before the =`);
    const zone = checkedZone(text.slice(at + 1));
    return { zone, test: at < 0 ? undefined : pathOrEndTest(text.slice(0, at), cwd) };
  });
  return (file) =>
    rules.findLast(({ test }) => test?.(file))?.zone ??
    rules.findLast(({ test }) => test === undefined)?.zone;
}

/** A path or glob from here on, or what paths end in: `old/*.log` is meant wherever `old` lies. */
function pathOrEndTest(glob: string, cwd: string): (file: string) => boolean {
  const here = pathTest(glob, cwd);
  if (path.isAbsolute(glob)) return here;
  return (file) => here(file) || pathTest(path.join('**', glob), path.parse(file).root)(file);
}

function utc(ms: number): string {
  return new Date(ms)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.?0*Z$/, '');
}
