import path from 'node:path';
import type { Command } from 'commander';
import { prepareDemoFolder } from '../../demo/demo-folder.ts';
import { endOfFleet } from '../../demo/generate-fleet.ts';
import { writeFleet } from '../../demo/write-fleet.ts';
import { AppError, UsageError } from '../../support/errors.ts';
import type { CommandModule, Context } from '../command.ts';
import { runProgram } from '../run-program.ts';
import { silentStream } from '../silent-stream.ts';
import { shellWord } from '../../support/shell-word.ts';

const command: CommandModule = {
  summary: 'writes a believable fleet of phones, loads it and renders every report',
  configure(command: Command) {
    command
      .argument('[dir]', 'where to; must be new, empty or an earlier demo', 'easel-demo')
      .option('--seed <number>', 'another seed, another fleet', '1')
      .option('--devices <number>', 'how many phones', '200')
      .option('--days <number>', 'how many days of logs', '3');
  },
  async run(context, args, options) {
    const shown = args[0] ?? 'easel-demo';
    const folder = path.resolve(context.cwd, shown);
    const seed = wholeNumber('--seed', options['seed'], 0, 2 ** 32 - 1);
    const devices = wholeNumber('--devices', options['devices'], 1, 1_000_000);
    const days = wholeNumber('--days', options['days'], 1, 366);
    const db = path.join(shown, 'easel.duckdb');
    checkWarehouse(context, options['db'], db);
    prepareDemoFolder(folder);

    context.stderr.write(`Writing ${days} days of logs of ${devices} phones to ${shown} ...\n`);
    const written = await writeFleet(folder, { seed, devices, days }, context.signal);
    const megabytes = (written.bytes / 1e6).toFixed(0);
    context.stderr.write(`${written.files} files, ${megabytes} MB before compression\n`);

    const reports = path.join(shown, 'reports');
    const generatedAt = endOfFleet(days).toISOString().replace('.000Z', 'Z');
    await easel(context, options, [
      'ingest',
      path.join(shown, 'logs'),
      path.join(shown, 'exports'),
      '--db',
      db,
    ]);
    await easel(context, options, [
      'report',
      '--db',
      db,
      '--out',
      reports,
      '--generated-at',
      generatedAt,
    ]);

    const index = path.join(reports, 'index.html');
    if (options['json'] === true) {
      const said = { dir: folder, ...written, db, reports, index, generated_at: generatedAt };
      context.stdout.write(`${JSON.stringify(said)}\n`);
    } else if (options['quiet'] !== true) {
      context.stdout.write(whereToLook(index, db, generatedAt));
    }
    return 0;
  },
};
export default command;

/** A demo has a warehouse of its own: naming another one with --db would have no effect. */
function checkWarehouse({ cwd, env }: Context, named: unknown, own: string): void {
  const isUsual = named === 'easel.duckdb' || named === env['EASEL_DB'];
  if (isUsual || path.resolve(cwd, String(named)) === path.resolve(cwd, own)) return;
  throw new UsageError('usage', `a demo makes its warehouse in its own folder: ${own}`, {
    hint: 'leave out --db, or name another folder for the demo',
  });
}

/** Runs another command just as the person could, and shows how. */
async function easel(
  context: Context,
  options: Readonly<Record<string, unknown>>,
  argv: readonly string[],
): Promise<void> {
  context.stderr.write(`\n> easel ${argv.map(typedWord).join(' ')}\n`);
  const quiet = options['quiet'] === true;
  const code = await runProgram([...(quiet ? ['--quiet'] : []), ...argv], {
    ...context,
    // Standard output is for what the demo itself has to say.
    stdout: quiet ? silentStream() : context.stderr,
  });
  context.signal.throwIfAborted();
  if (code !== 0) {
    throw new AppError('demo', `easel ${argv[0] ?? ''} ended with exit code ${code}`, {
      hint: 'what it wrote is above; the demo can be run again in the same folder',
    });
  }
}

function typedWord(word: string): string {
  return shellWord(word, process.platform === 'win32');
}

function whereToLook(index: string, db: string, until: string): string {
  const file = typedWord(db);
  return [
    '',
    `Open this in a browser: ${index}`,
    '',
    'Then try',
    `  npx easel status --db ${file}`,
    `  npx easel report last-sync --ou contoso.com/Sales --until ${until} --db ${file}`,
    `  npx easel sql "select command, count(*) as requests from eas_requests_merged group by all order by all" --db ${file}`,
    '  npx easel explain 449 86000C2B Sync:3',
    '',
  ].join('\n');
}

function wholeNumber(flag: string, value: unknown, low: number, high: number): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= low && number <= high) return number;
  throw new UsageError(
    'usage',
    `${flag} is a whole number from ${low} to ${high}, not '${String(value)}'`,
  );
}
