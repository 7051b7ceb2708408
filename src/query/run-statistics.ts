import type { Query } from './ast.ts';
import type { OpenInput, ParseErrors } from './inputs/input.ts';

export interface Outcome {
  readonly processed: number;
  readonly output: number;
  readonly elapsedMs: number;
  readonly errors: ParseErrors;
  readonly warnings: readonly string[];
  /** `-e`: -1 only counts. */
  readonly maxErrors: number;
  readonly ignoresWarnings: boolean;
  readonly end: 'completed' | 'too-many-errors' | 'aborted';
  /** Named where the query turns times into local ones. */
  readonly zone?: string;
}

/** What stands below the rows: how the task ended, its parse errors and warnings. */
export function endText(outcome: Outcome): string {
  const { errors, end } = outcome;
  const warnings = outcome.ignoresWarnings ? [] : outcome.warnings;
  const parts: string[] = [];
  if (end === 'aborted') parts.push('Task aborted by user.');
  else if (end === 'too-many-errors') {
    parts.push('Task aborted.', 'Too many parse errors - aborting');
  } else if (errors.count > 0) parts.push('Task completed with parse errors.');
  else if (warnings.length > 0) parts.push('Task completed with warnings.');
  if (errors.count > 0) parts.push('Parse errors:', ...errorLines(outcome));
  if (warnings.length > 0) parts.push('Warnings:', ...warnings);
  return parts.length === 0 ? '' : `\n${parts.join('\n')}\n`;
}

function errorLines({ errors, maxErrors }: Outcome): string[] {
  const what =
    errors.count === 1
      ? '1 parse error occurred during processing'
      : `${errors.count} parse errors occurred during processing`;
  if (maxErrors > 0) return [...errors.details];
  return [
    what,
    'To see details about the parse error(s), execute the command again with a non-zero value for the "-e" argument',
  ];
}

/** The statistics exactly as Log Parser prints them; the zone is easel's own line. */
export function statisticsText(outcome: Outcome): string {
  const seconds = (outcome.elapsedMs / 1000).toFixed(2);
  const long = outcome.elapsedMs >= 60_000 ? ` (${clock(outcome.elapsedMs)})` : '';
  return [
    '',
    'Statistics:',
    '-----------',
    `Elements processed: ${outcome.processed}`,
    `Elements output:    ${outcome.output}`,
    `Execution time:     ${seconds} seconds${long}`,
    ...(outcome.zone === undefined ? [] : [`Time zone:          ${outcome.zone}`]),
    '',
  ].join('\n');
}

function clock(ms: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const hundredths = Math.floor((ms % 1000) / 10);
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${two(hundredths)}`;
}

/** The parse errors of all inputs; the first `maxErrors` and one more in detail. */
export async function errorsOf(
  inputs: readonly OpenInput[],
  maxErrors: number,
  ahead: boolean,
): Promise<ParseErrors> {
  let count = 0;
  const details: string[] = [];
  for (const input of inputs) {
    const errors = await input.parseErrors(Math.max(0, maxErrors + 1 - details.length), ahead);
    count += errors.count;
    details.push(...errors.details);
  }
  return { count, details };
}

/** A query of the first n records: the original read no further. */
export function stopsAtTop({ top, where, groupBy, having, orderBy, ...query }: Query): boolean {
  const clauses = [where, groupBy, having, orderBy].some((clause) => clause !== undefined);
  const aggregate = /\b(?:COUNT|SUM|AVG|MIN|MAX|PROPCOUNT|PROPSUM)\s*\(/i.test(query.source.text);
  return top !== undefined && !clauses && !query.distinct && !aggregate;
}

/** Whether local times play a part: then the statistics name the zone. */
export function isLocalTime(query: Query, formats: readonly string[]): boolean {
  return (
    /TO_(?:LOCAL|UTC)TIME|SYSTEM_UTCOFFSET/i.test(query.source.text) ||
    formats.some((name) => ['EVT', 'FS'].includes(name))
  );
}
