import type { Database } from '../duckdb/database.ts';
import { outputResult, type RawResult } from '../duckdb/raw-result.ts';
import { runStatements } from '../duckdb/statements.ts';
import { quotedIdentifier, quotedString } from '../duckdb/sql-text.ts';
import { csvText } from '../support/output/csv.ts';
import { jsonText } from '../support/output/json.ts';
import { markdownCell, markdownText } from '../support/output/markdown.ts';
import { utcText } from './columns.ts';
import type { Coverage } from './coverage.ts';
import { cellText } from './cell-text.ts';
import type { Filters } from './filter-predicate.ts';
import type { Script } from './define-report.ts';
import { asOfText, type Head } from './page-view.ts';
import type { Period } from './period.ts';
import { keyFigures, type PreparedReport, type PreparedSection } from './prepare-report.ts';
import { figureColumn } from './figure-view.ts';
import { scriptText } from './script-text.ts';
import { sectionNotes } from './section-notes.ts';

type Pieces = AsyncGenerator<string | Uint8Array>;

/** The rows of one section, read once. */
export async function sectionResult(db: Database, section: PreparedSection): Promise<RawResult> {
  for await (const { raw } of runStatements(db, section.sql, section.section.id)) return raw;
  throw new Error(`section ${section.section.id} has no statement`);
}

/** One section as CSV in UTC; text that a spreadsheet would run is guarded unless `raw`. */
export async function* csvFile(db: Database, section: PreparedSection, raw: boolean): Pieces {
  yield* csvText(outputResult(await sectionResult(db, section)), { guardFormulas: !raw });
}

export async function* arrowFile(db: Database, section: PreparedSection): Pieces {
  const { arrowStream } = await import('../duckdb/arrow-stream.ts');
  yield* arrowStream(await sectionResult(db, section));
}

/** The section's script; it is as long as a list that a person reviews. */
export async function* scriptFile(
  db: Database,
  section: PreparedSection,
  script: Script,
  period: Period,
): Pieces {
  const only = `select ${quotedIdentifier(script.column)} from (\n${section.sql}\n)`;
  const result = await sectionResult(db, { ...section, sql: only });
  const lines: (string | null)[] = [];
  for await (const chunk of result.chunks()) {
    for (const line of chunk.getColumnValues(0)) lines.push(typeof line === 'string' ? line : null);
  }
  yield* scriptText(script, asOfText(period), lines);
}

export interface DataContext {
  readonly db: Database;
  readonly period: Period;
  readonly filters: Filters;
  readonly coverage: Coverage;
}

/** The report as JSON: what it is, its coverage, and each section with its columns and rows. */
export async function* jsonFile(
  report: PreparedReport,
  sections: readonly PreparedSection[],
  { db, period, filters, coverage }: DataContext,
): Pieces {
  const { name, title } = report.loaded.report;
  const head = {
    report: name,
    title,
    generated_at: utcText(period.generatedAt),
    period: { since: utcText(period.since), until: utcText(period.until) },
    tz: period.tz,
    filters,
    coverage: coverageJson(coverage),
  };
  yield `${JSON.stringify(head).slice(0, -1)},"sections":[`;
  for (const [index, one] of sections.entries()) {
    const columns = one.columns.map(({ name: column, type, unit, doc }) => ({
      name: column,
      type,
      ...(unit === undefined ? {} : { unit }),
      doc,
    }));
    const notes = await sectionNotes(db, one);
    const { id, title } = one.section;
    const section = { id, title, ...(notes.length === 0 ? {} : { notes }), columns };
    yield `${index === 0 ? '\n' : ',\n'}${JSON.stringify(section).slice(0, -1)},"rows":`;
    const result = outputResult(await sectionResult(db, one));
    let rows = 0;
    yield* jsonText({
      columns: result.columns,
      async *chunks() {
        for await (const chunk of result.chunks()) {
          rows += chunk.length;
          yield chunk;
        }
      },
    });
    yield `,"total_rows":${rows}}`;
  }
  yield '\n]}\n';
}

function coverageJson(coverage: Coverage): object {
  return {
    ...coverage,
    later_exports_from:
      coverage.later_exports_from === null ? null : utcText(coverage.later_exports_from),
    servers: coverage.servers.map((server) => ({
      ...server,
      first_at: utcText(server.first_at),
      last_at: utcText(server.last_at),
    })),
    gaps: coverage.gaps.map(({ server, from, until }) => ({
      server,
      from: utcText(from),
      until: utcText(until),
    })),
  };
}

/** The report as GitHub's Markdown, times in the display zone. */
export async function* markdownFile(
  report: PreparedReport,
  sections: readonly PreparedSection[],
  head: Head,
  { db, period }: DataContext,
): Pieces {
  const { title, question, figures } = report.loaded.report;
  yield `# ${markdownCell(title)}\n\n${markdownCell(question)}\n\n`;
  yield `- Period: ${head.period}\n- Generated: ${head.generatedAt}\n- Times in: ${head.tz}\n`;
  yield `- Filters: ${markdownCell(head.filters)}\n- Coverage: ${markdownCell(head.coverage)}\n`;
  for (const { lead, text } of head.warnings) yield `\n> **${lead}** ${text}\n`;
  if (figures.length > 0) {
    const values = await keyFigures(db, report);
    yield '\n| Key figure | |\n| --- | ---: |\n';
    for (const figure of figures) {
      const value = values.get(figure.id) ?? null;
      const text = cellText(value, figureColumn(figure), period.tz);
      yield `| ${markdownCell(figure.title)} | ${markdownCell(text)}${figure.unit === undefined ? '' : ` ${figure.unit}`} |\n`;
    }
  }
  for (const one of sections) {
    yield `\n## ${markdownCell(one.section.title)}\n\n`;
    for (const note of await sectionNotes(db, one)) yield `${markdownCell(note)}\n\n`;
    yield* markdownText(outputResult(await sectionResult(db, localized(one, period.tz))));
  }
}

/** The section with its timestamps as text on the clocks of `tz`. */
function localized(one: PreparedSection, tz: string): PreparedSection {
  if (one.columns.every(({ type }) => type !== 'timestamp')) return one;
  const columns = one.columns.map(({ name, type }) => {
    const column = quotedIdentifier(name);
    if (type !== 'timestamp') return column;
    return `strftime(timezone(${quotedString(tz)}, timezone('UTC', ${column})), '%Y-%m-%d %H:%M:%S') as ${column}`;
  });
  return { ...one, sql: `select ${columns.join(', ')} from (\n${one.sql}\n)` };
}
