import type { Database } from '../duckdb/database.ts';
import type { Filters } from './filter-predicate.ts';
import type { PeriodOptions } from './period.ts';

export const reportFormats = ['html', 'csv', 'json', 'md', 'parquet', 'arrow'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** What `easel report` asks for; times and zone as typed. */
export interface ReportOptions extends PeriodOptions {
  /** Opened with the folder `out` among its `outputFolders`, if Parquet may lie there. */
  readonly db: Database;
  /** Without names all reports. */
  readonly names: readonly string[];
  /** A folder, made if need be, or a stream (`--out -`), which takes one file. */
  readonly out: string | NodeJS.WritableStream;
  readonly format: ReportFormat;
  readonly filters: Filters;
  /** Only this section. */
  readonly section?: string;
  /** Leaves text in CSV as it is, formulas too. */
  readonly rawCsv?: boolean;
  readonly signal?: AbortSignal;
  /** Where the report folders are; default the built-in ones. */
  readonly folder?: string;
  readonly version: string;
  /** Bytes that the rows of one page may take; default what a page of 10 MB leaves. */
  readonly pageBudget?: number;
}
