import type { IngestReport } from '../ingest/ingest.ts';
import type { FileReport } from '../ingest/run.ts';
import { AppError } from '../support/errors.ts';
import { escapeValue } from '../support/terminal.ts';
import { counted } from '../support/counted.ts';
import { unknownValue } from '../models/unknown-value.ts';

/** The figures of a run, as `--json` prints them. */
export interface IngestSummary {
  readonly files: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly pruned: number;
  readonly failed: number;
  readonly rows: number;
  readonly filtered: number;
  readonly rejects: number;
  readonly pending: number;
  readonly first_at: string | null;
  readonly last_at: string | null;
  readonly servers: readonly string[];
}

/** The figures of a run. Files with nothing new count as unchanged; missing paths as failed. */
export function summaryOf(report: IngestReport): IngestSummary {
  const loaded = report.files.filter(({ outcome }) => outcome.kind !== 'refused');
  const sum = (name: 'rows' | 'filtered' | 'rejects' | 'pending'): number =>
    loaded.reduce((total, { counts }) => total + (counts?.[name] ?? 0), 0);
  const times = (name: 'firstAt' | 'lastAt'): string[] =>
    loaded.flatMap(({ counts }) => counts?.[name] ?? []).sort();
  const servers = loaded.flatMap(({ outcome }) =>
    'record' in outcome && outcome.kind === 'loaded' ? (outcome.record.server ?? []) : [],
  );
  return {
    files: loaded.filter(({ outcome }) => ['loaded', 'empty'].includes(outcome.kind)).length,
    unchanged: loaded.filter(({ outcome }) => ['unchanged', 'shorter'].includes(outcome.kind))
      .length,
    refused: refused(report, 'refused').length,
    pruned: refused(report, 'pruned').length,
    failed: report.failed.length + report.missing.length,
    rows: sum('rows'),
    filtered: sum('filtered'),
    rejects: sum('rejects'),
    pending: sum('pending'),
    first_at: times('firstAt')[0] ?? null,
    last_at: times('lastAt').at(-1) ?? null,
    servers: [...new Set(servers)].sort(),
  };
}

function refused(report: IngestReport, state: string): FileReport[] {
  return report.files.filter(
    ({ outcome }) => outcome.kind === 'refused' && outcome.state === state,
  );
}

/** What was not loaded, and why: errors, also where nothing else is said. */
export function faultsOf(report: IngestReport): AppError[] {
  return [
    ...refused(report, 'refused').flatMap(({ path, outcome }) =>
      outcome.kind === 'refused' ? new AppError('refused', `${path}: ${outcome.reason}`) : [],
    ),
    ...report.failed.map(
      ({ path, error: { code, message, hint } }) =>
        new AppError(code, `${path}: ${message}`, hint === undefined ? {} : { hint }),
    ),
    ...report.missing.map(({ error }) => error),
  ];
}

/** The run in words: what needs a person's eye by name, the rest as figures. */
export function summaryLines(report: IngestReport, dryRun: boolean): string[] {
  const summary = summaryOf(report);
  const n = (value: number): string => value.toLocaleString('en-US');
  const lines = [...report.files.flatMap(notesOn)];
  for (const { path, error } of report.failed) {
    lines.push(`failed: ${escapeValue(path)}: ${escapeValue(error.message)}`);
  }
  for (const { error } of report.missing) lines.push(`failed: ${escapeValue(error.message)}`);
  const others = [
    [summary.unchanged, 'unchanged'],
    [summary.refused, 'refused'],
    [summary.pruned, 'pruned'],
    [summary.failed, 'failed'],
  ] as const;
  const beside = others
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${n(count)} ${what}`);
  lines.push(
    `${dryRun ? 'dry run, nothing kept: ' : ''}${counted(summary.files, 'file')} read${beside.length > 0 ? `, ${beside.join(', ')}` : ''}`,
    `${counted(summary.rows, 'row')}, ${n(summary.filtered)} filtered, ${counted(summary.rejects, 'reject')}, ${n(summary.pending)} pending`,
  );
  if (summary.first_at !== null) {
    lines.push(`period: ${summary.first_at} to ${summary.last_at ?? ''} UTC`);
  }
  lines.push(...serverLines(report));
  return lines;
}

function notesOn(report: FileReport): string[] {
  const name = escapeValue(report.path);
  return [...report.notes.map((note) => `${name}: ${note}`), ...outcomeNotes(report)];
}

function outcomeNotes({ path, outcome, counts }: FileReport): string[] {
  const name = escapeValue(path);
  switch (outcome.kind) {
    case 'refused':
      return outcome.state === 'pruned' ? [] : [`refused: ${name}: ${escapeValue(outcome.reason)}`];
    case 'shorter':
      return [
        `nothing new: ${name} is shorter than what was loaded from ${escapeValue(outcome.known.path)}: an older copy, or truncated`,
      ];
    case 'loaded': {
      const notes: string[] = [];
      const fields = outcome.record.resume?.assumedFields;
      if (outcome.how === 'rewritten') notes.push(`rewritten: ${name}: its rows were replaced`);
      if (fields !== undefined) {
        notes.push(`no #Fields in ${name}: taken as ${escapeValue(fields.join(' '))}`);
      }
      if ((counts?.rejects ?? 0) > 0) {
        const many = counted(counts?.rejects ?? 0, 'reject');
        notes.push(`${many} in ${name}: easel status --rejects says why`);
      }
      return notes;
    }
    default:
      return [];
  }
}

const origin: Readonly<Record<string, string>> = {
  '--server': 'given by --server',
  'easel.yaml': 'given by easel.yaml',
  folder: 'from the folder',
  's-ip': 'the most frequent s-ip; name it with --server',
  's-computername': 'from s-computername',
  unknown: 'name it with --server',
};

function serverLines(report: IngestReport): string[] {
  const found = new Map<string, number>();
  for (const { outcome } of report.files) {
    if (outcome.kind !== 'loaded' || outcome.record.loads.length === 0) continue;
    const from = origin[outcome.record.serverFrom ?? ''] ?? '';
    const key = `server ${escapeValue(outcome.record.server ?? unknownValue)} (${from})`;
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  return [...found].sort().map(([key, files]) => `${key}: ${counted(files, 'file')}`);
}
