import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { UsageError } from '../support/errors.ts';
import { nearest } from '../support/suggest.ts';
import { checkReport } from './check-report.ts';
import type { Facts, Report } from './define-report.ts';

/** A report with its folder's files read. */
export interface LoadedReport {
  readonly report: Report;
  /** The SELECT of each facts, by file name. */
  readonly sql: ReadonlyMap<string, string>;
  /** The Vega-Lite specs, by file name. */
  readonly charts: ReadonlyMap<string, unknown>;
}

const here = path.dirname(fileURLToPath(import.meta.url));

/** The names of the reports there are: folders with a `report.ts`. */
export function reportNames(folder: string = here): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && reportFile(path.join(folder, entry.name)) !== undefined,
    )
    .map((entry) => entry.name)
    .sort();
}

function reportFile(folder: string): string | undefined {
  return ['report.ts', 'report.js']
    .map((name) => path.join(folder, name))
    .find((file) => existsSync(file));
}

/**
 * Loads the reports named (all without names), in the order of the folders.
 * @throws UsageError `unknown-report`; an `Error` with every fault of a definition that does not hold together
 */
export async function loadReports(
  names: readonly string[],
  folder: string = here,
): Promise<LoadedReport[]> {
  const there = reportNames(folder);
  for (const name of names) {
    if (there.includes(name)) continue;
    const meant = nearest(name, there);
    throw new UsageError('unknown-report', `there is no report '${name}'`, {
      hint: meant === undefined ? `reports: ${there.join(', ')}` : `did you mean ${meant}?`,
    });
  }
  const wanted = names.length === 0 ? there : there.filter((name) => names.includes(name));
  return Promise.all(wanted.map((name) => loadReport(path.join(folder, name))));
}

async function loadReport(folder: string): Promise<LoadedReport> {
  const file = reportFile(folder);
  if (file === undefined) throw new Error(`${folder} has no report.ts`);
  const module = (await import(pathToFileURL(file).href)) as { default: Report };
  const report = module.default;
  const charts = new Map<string, unknown>();
  for (const { chart } of report.sections) {
    if (chart === undefined) continue;
    charts.set(chart, JSON.parse(readFileSync(path.join(folder, chart), 'utf8')));
  }
  const loaded = { report, sql: readSql(folder, allFacts(report)), charts };
  checkReport(loaded, path.basename(folder));
  return loaded;
}

/** The SELECTs of facts, without a closing semicolon. */
export function readSql(folder: string, facts: readonly Facts[]): Map<string, string> {
  return new Map(
    facts.map(({ sql }) => {
      const text = readFileSync(path.join(folder, sql), 'utf8').replaceAll('\r\n', '\n');
      return [sql, text.trimEnd().replace(/;$/, '')] as const;
    }),
  );
}

/** Each facts of a report once, in order of use, those of few rows behind the others. */
export function allFacts(report: Report): Facts[] {
  const used = new Set([
    ...report.figures.map((figure) => figure.facts),
    ...report.sections.map((section) => section.facts),
  ]);
  return [...used].sort((a, b) => Number(a.isFew ?? false) - Number(b.isFew ?? false));
}
