import path from 'node:path';
import { openWarehouse } from '../../ingest/warehouse.ts';
import { reportFormats, type ReportFormat } from '../../reports/report-options.ts';
import { UsageError } from '../../support/errors.ts';
import { onAbort } from '../../support/on-abort.ts';
import { nearest } from '../../support/suggest.ts';
import { escapeValue } from '../../support/terminal.ts';
import type { CommandModule, Context } from '../command.ts';
import { openFile } from '../open-file.ts';
import { terminalSafe } from '../output/terminal-stream.ts';
import { packageVersion } from '../package-version.ts';
import { declareFilters, filtersOf } from '../report-filters.ts';

const examples = `
Examples:
  easel report                                      all reports, into ./reports
  easel report last-sync --ou contoso.com/Sales --until 2024-05-31
  easel report heartbeat --since 7d --tz Europe/Vienna --open
  easel report activity --format csv --section devices --out - --status 4xx

--since and --until take a day (2024-05-01), a moment (2024-05-01T12:30Z) or a span back (7d).
A filter may be given several times; (unknown) takes what is not known; * and ? are wildcards.`;

const command: CommandModule = {
  summary: 'renders reports as pages with filters, or as data',
  configure(declare) {
    declare
      .argument('[name...]', 'reports; without any, all: easel list reports')
      .option('--out <folder>', "where the files go; '-' for stdout", 'reports')
      .option('--format <name>', reportFormats.join(', '), 'html')
      .option('--section <id>', 'only this section')
      .option('--since <time>', 'from this time on')
      .option('--until <time>', 'up to this time; a day is taken whole')
      .option('--tz <zone>', 'show times in this zone, as Europe/Vienna', 'UTC')
      .option('--generated-at <time>', 'take this for now, so that a report can be made again')
      .option('--probes', 'count health probes and testers too')
      .option('--raw-csv', 'leave cells that look like formulas as they are')
      .option('--open', 'open the pages when they are written');
    declareFilters(declare);
    declare.addHelpText('after', examples);
  },
  async run(context, args, options) {
    const format = formatOf(options['format']);
    const out = outOf(context, options['out'], format);
    if (options['open'] === true && (format !== 'html' || typeof out !== 'string')) {
      throw new UsageError('usage', '--open shows pages that were written to a folder', {
        hint: 'leave out --open, or --format and --out',
      });
    }
    const { renderReports } = await import('../../reports/render-reports.ts');
    const { resolveFilters } = await import('../../models/filters.ts');
    const db = await openWarehouse(path.resolve(context.cwd, String(options['db'])), {
      access: 'read-only',
      // Resident with activity of 200,000 devices: 2.25 GB with 1 GB here, up to 2.06 with 700 MB, 1.7 with this.
      memory: '600MB',
      outputFolders: typeof out === 'string' ? [out] : [],
      signal: context.signal,
    });
    const end = onAbort(context.signal, () => db.interrupt());
    try {
      const { files, notes } = await renderReports({
        db,
        names: args,
        out,
        format,
        filters: await resolveFilters(db, filtersOf(options)),
        ...pick(options, ['section', 'since', 'until', 'tz', 'generatedAt']),
        probes: options['probes'] === true,
        rawCsv: options['rawCsv'] === true,
        now: context.now(),
        signal: context.signal,
        version: packageVersion(),
      });
      for (const note of notes) context.stderr.write(`note: ${escapeValue(note)}\n`);
      say(context, files);
      if (options['open'] === true) openFile(firstPage(files));
    } finally {
      end();
      db.close();
    }
    return 0;
  },
};

export default command;

function formatOf(name: unknown): ReportFormat {
  const format = reportFormats.find((known) => known === name);
  if (format !== undefined) return format;
  const meant = nearest(String(name), reportFormats);
  throw new UsageError('usage', `there is no format '${String(name)}' for reports`, {
    hint: meant === undefined ? `formats: ${reportFormats.join(', ')}` : `did you mean ${meant}?`,
  });
}

function outOf(
  context: Context,
  out: unknown,
  format: ReportFormat,
): string | NodeJS.WritableStream {
  if (out !== '-') return path.resolve(context.cwd, String(out));
  if (context.stdout.isTTY !== true) return context.stdout;
  if (format !== 'parquet' && format !== 'arrow') return terminalSafe(context.stdout);
  throw new UsageError('usage', `${format} is not for a terminal`, {
    hint: 'give --out <folder>, or pipe it on',
  });
}

function pick<K extends string>(
  options: Readonly<Record<string, unknown>>,
  names: readonly K[],
): Partial<Record<K, string>> {
  const given = names.filter((name) => options[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, String(options[name])])) as Partial<
    Record<K, string>
  >;
}

/** Which files there are now, as a person at this folder would name them. */
function say(context: Context, files: readonly string[]): void {
  for (const file of files) {
    const near = path.relative(context.cwd, file);
    context.stderr.write(`wrote ${near === '' || near.startsWith('..') ? file : near}\n`);
  }
}

/** The index where several reports were made, else the one page. */
function firstPage(files: readonly string[]): string {
  const pages = files.filter((file) => file.endsWith('.html'));
  const reports = pages.filter((file) => path.basename(file) !== 'index.html');
  return (reports.length === 1 ? reports[0] : pages.at(-1)) ?? '';
}
