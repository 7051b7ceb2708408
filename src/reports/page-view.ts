import { cellLook, cellText, isNumeric, shownMinute, unitBeside } from './cell-text.ts';
import type { Cell } from './columns.ts';
import type { Coverage } from './coverage.ts';
import type { CommandOption } from './command-line.ts';
import { dimensionNames } from './dimensions.ts';
import { commandFilterWords } from './filter-words.ts';
import type { Filters } from './filter-predicate.ts';
import { microsNumber } from './columns.ts';
import type { Period } from './period.ts';
import type { SectionColumn } from './section-sql.ts';
import { utcText } from '../support/utc-text.ts';

/** What every page says of itself. */
export interface Head {
  readonly period: string;
  readonly generatedAt: string;
  readonly tz: string;
  readonly filters: string;
  readonly coverage: string;
  readonly warnings: readonly { readonly lead: string; readonly text: string }[];
  readonly version: string;
}

export interface TableView {
  readonly title: string;
  readonly columns: readonly {
    readonly title: string;
    readonly unit: string;
    readonly doc: string;
    readonly numeric: boolean;
  }[];
  readonly rows: readonly RowView[];
  /** The rows that stay off paper. */
  readonly more: readonly RowView[];
  readonly empty: string;
}

interface RowView {
  readonly cells: readonly { readonly text: string; readonly look: string }[];
  /** What stands under them, across the table; empty without. */
  readonly line: string;
  readonly lineSpan: number;
}

export function headView(
  period: Period,
  filters: Filters,
  coverage: Coverage,
  version: string,
): Head {
  return {
    period: periodText(period),
    generatedAt: shownMinute(period.generatedAt, period.tz),
    tz: period.tz,
    filters: commandFilterWords(filters) + (period.probes ? '; with health probes' : ''),
    coverage: coverage.statement,
    warnings: newestWarning(period),
    version,
  };
}

/** The as-of time, with its zone. */
export function asOfText(period: Period): string {
  return `${shownMinute(period.asOf, period.tz)} ${period.tz}`;
}

/** Both ends inclusive, as people say it. */
export function periodText(period: Period): string {
  const last = shownMinute(endText(period.until), period.tz);
  return `${shownMinute(period.since, period.tz)} to ${last}${period.isWhole ? ' (all there is)' : ''}`;
}

function endText(until: string): string {
  const ms = microsNumber(until) / 1000 - 1000;
  return utcText(new Date(ms));
}

const dayMicros = 86_400_000_000;

function newestWarning(period: Period): Head['warnings'] {
  const { lastAt } = period;
  if (lastAt === null || microsNumber(period.asOf) - microsNumber(lastAt) <= dayMicros) return [];
  const newest = shownMinute(lastAt, period.tz);
  return [
    {
      lead: `Newest data ${newest}.`,
      text: `States are as of ${shownMinute(period.asOf, period.tz)}, more than a day later; add --until ${newest.slice(0, 10)} to see them as of then.`,
    },
  ];
}

/** Cells of the column `line`, which is the last, stand under their rows: they are long. */
export function tableView(
  title: string,
  columns: readonly SectionColumn[],
  rows: readonly (readonly (Cell | undefined)[])[],
  tz: string,
  empty: string,
  { line, onPaper = rows.length }: { readonly line?: string; readonly onPaper?: number } = {},
): TableView {
  const across = columns.filter(({ name }) => name !== line);
  const under = columns.find(({ name }) => name === line);
  const views = rows.map((row): RowView => {
    const last = row[across.length] ?? null;
    return {
      cells: across.map((column, index) => {
        const text = cellText(row[index] ?? null, column, tz);
        return { text, look: cellLook(column, text) };
      }),
      line: under === undefined || last === null ? '' : cellText(last, under, tz),
      lineSpan: across.length,
    };
  });
  return {
    title,
    columns: across.map((column) => ({
      title: column.title,
      unit: unitBeside(column),
      doc: column.doc,
      numeric: isNumeric(column),
    })),
    rows: views.slice(0, onPaper),
    more: views.slice(onPaper),
    empty,
  };
}

/** The options of the command that made a page, to which the page's filters can be added. */
export function commandOptions(period: Period, filters: Filters): CommandOption[] {
  const options: CommandOption[] = [];
  if (!period.isWhole) {
    options.push(['since', `${period.since.replace(' ', 'T')}Z`]);
    options.push(['until', `${period.until.replace(' ', 'T')}Z`]);
  }
  if (period.tz !== 'UTC') options.push(['tz', period.tz]);
  if (period.probes) options.push(['probes']);
  for (const dimension of dimensionNames) {
    for (const value of filters[dimension] ?? []) options.push([dimension, value]);
  }
  return options;
}
