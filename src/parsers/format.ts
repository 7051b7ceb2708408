import type { ExpressMemory, ExpressOptions, ExpressReader } from './express/express-reader.ts';

import { AppError } from '../support/errors.ts';
import type { DateOrder } from './exports/culture-dates.ts';

/** The first bytes of a file, as every format sees them when it says whether it knows them. */
export interface Head {
  /** The name without folder; a hint for messages, never for the decision. */
  readonly fileName: string;
  /** The first lines (whole ones, or all there is), without line ends, decoded. */
  readonly lines: readonly string[];
}

/**
 * How sure a format is: 0 = not mine, 100 = cannot be anything else. `why` is for people: with a
 * score of 0 it says what is missing where the file comes near (`no c-ip, no cs-uri-stem`).
 */
export interface Detection {
  readonly score: number;
  readonly why?: string;
  /** What the file is where it is known but not read: `a Windows Firewall log`. */
  readonly refuse?: string;
}

export type PhysicalType =
  'VARCHAR' | 'INTEGER' | 'BIGINT' | 'DOUBLE' | 'DATE' | 'TIME' | 'TIMESTAMP';

/** One column as logged, as data: what a raw-file query names and what the meaning is made of. */
export interface PhysicalColumn {
  /** Its name in the log: `cs-uri-stem`. */
  readonly column: string;
  /** The place of its value in the line's list of values, from 1. */
  readonly from: number;
  readonly type: PhysicalType;
  /** The text that stands for no value. */
  readonly nullIf?: string;
  /** A field nobody declared: its name may be anything, that of another column too. */
  readonly isCustom?: boolean;
}

/** What the lines of one stretch of a file look like; made from the header where there is one. */
export interface LineSchema {
  /** Two schemas with one key are the same. */
  readonly key: string;
  /** How many values a good line has. */
  readonly values: number;
  readonly columns: readonly PhysicalColumn[];
  /**
   * The places of cookies and credentials, those of a field named twice too: their values are stored
   * nowhere, not even in a reject's text.
   */
  readonly secrets?: readonly number[];
  /** These are commands of FTP: what stands behind PASS is a password, and no reject's text shows it. */
  readonly hasPasswords?: boolean;
  /** True where the date stands in `#Date` and not in the line (relation column `day`). */
  readonly dayFromHeader?: boolean;
  /** The time of `#Date` where the line has none; only of queries that ask for it. */
  readonly timeFromHeader?: string;
  /** The times in these lines are local ones (`date-local`). */
  readonly localTime?: boolean;
  /** As the header has it. */
  readonly dates?: DateOrder;
}

/** The file as a whole is not read; the message says why and the hint what to do. */
export class RefusedFile extends AppError {}

/** What stands above the lines: changes from directive to directive, also in mid-file. */
export interface Header {
  readonly fields?: readonly string[];
  /** `#Date`, its date part. */
  readonly day?: string;
  /** Its time part; only of queries that ask for it. */
  readonly time?: string;
  readonly software?: string;
  /** `--dates` when the file was first read, where the format has `datesByCulture`. */
  readonly dates?: DateOrder;
}

/** A test a line must pass; `when` is SQL that is true for a bad line. */
export interface Judgement {
  readonly reason: string;
  readonly when: string;
  /** SQL for the words that say what is wrong. */
  readonly detail: string;
}

/**
 * Columns of the table as SQL over the physical columns (under their `sqlName`). `stages` lie
 * one over another under `columns`: each is `select *, <its columns> from (<the one below>)`.
 */
export interface Meaning {
  readonly stages: readonly Readonly<Record<string, string>>[];
  readonly columns: Readonly<Record<string, string>>;
  /** A line is judged by these whatever its traffic; the first that holds names the reason. */
  readonly judgements: readonly Judgement[];
}

/** What is the same for all lines of a file. SQL expressions. */
export interface FileFacts {
  readonly server: string;
  readonly site: string;
  readonly keepQuery: boolean;
  /** SQL for the zone of local times (`--source-tz`), NULL for files without one. */
  readonly zone?: string;
  /** `--dates`: the order of day and month in dates that a culture wrote, in framed files. */
  readonly dates?: DateOrder;
  /** `--as-of` (UTC, `2024-05-01 07:00:00`). */
  readonly asOf?: string;
  /** When the file was last written (UTC), for exports that say no time themselves. */
  readonly modifiedAt?: string;
}

interface CommonFormat {
  readonly name: string;
  readonly title: string;
  /** `source` of the rows: `iis`, `ncsa`. */
  readonly source: string;
  /**
   * Times are local, always or in a file that begins like this: it is refused unless `--source-tz` names the
   * zone. Where local times come later only, the format says what they mean without a zone.
   */
  readonly localTime?: boolean | ((head: Head) => boolean);
  detect(head: Head): Detection;
}

/**
 * One record a line, read by a SQL scan over the relation `(file_id BIGINT, line_no BIGINT,
 * byte_offset BIGINT, day DATE, line VARCHAR)`.
 */
export interface LineFormat extends CommonFormat {
  readonly kind: 'lines';
  /**
   * The header after `line`, which begins with `#`; null where it is data all the same. Unchanged, it
   * is `before` itself. Absent: all lines are data.
   */
  readonly directive?: (line: string, before: Header) => Header | null;
  /** The schema in force under `header`; null = there is none yet, lines are rejects `no-fields`. */
  schema(header: Header): LineSchema | null;
  /** A field list for a file without header, taken when it fits all its records. */
  readonly knownFields?: readonly (readonly string[])[];
  /** Whether a record without header can be one of these fields. */
  readonly fits?: (line: string, fields: readonly string[]) => boolean;
  /** SQL for the list of values of the SQL expression `line`. */
  values(line: string, schema: LineSchema): string;
  /** The same number of values for a text, where the scan would be too late. */
  countValues(line: string, schema: LineSchema): number;
  /**
   * The server a record names, and its address, where these are not in fields `s-computername` and
   * `s-ip` between blanks.
   */
  readonly serverOf?: (
    line: string,
    schema: LineSchema,
  ) => { readonly name?: string | undefined; readonly address?: string | undefined };
  /** Dates are in the order of a culture: the `dates` of the header, by which its schema reads them. */
  readonly datesByCulture?: boolean;
  /** True where runs of spaces count as one: they are closed up before the scan. */
  readonly collapseSpaces?: boolean;
  meaning(schema: LineSchema, facts: FileFacts): Meaning;
  /** The quick way for regular lines, where the format has one for this schema. */
  readonly express?: (
    schema: LineSchema,
    options: ExpressOptions,
    memory: ExpressMemory,
  ) => ExpressReader | null;
}

/**
 * A record of a framed format: the line it begins on, how many lines it has, and its values; or a
 * bad record; or lines that are a header (a CSV export's names).
 */
export type FramedRecord =
  | { readonly lineNo: number; readonly lines: number; readonly directive: true }
  | { readonly lineNo: number; readonly lines: number; readonly values: readonly (string | null)[] }
  | {
      readonly lineNo: number;
      readonly lines: number;
      readonly reason: string;
      readonly detail: string;
      /** What `rejects.text` may hold, where that is less than the lines: no passwords. */
      readonly text?: string;
    };

/** Records of several lines (mailbox logs, exports, XML), read by a streaming TypeScript parser. */
export interface FramedFormat extends CommonFormat {
  readonly kind: 'framed';
  /** The physical columns, in the order of `FramedRecord.values`. */
  readonly columns: readonly PhysicalColumn[];
  /**
   * Whole lines in order, decoded, without line ends; the text goes on after the last one or not.
   * Throws `RefusedFile` where the file as a whole cannot be read.
   */
  records(lines: AsyncIterable<string>, facts: FileFacts): AsyncIterable<FramedRecord>;
  /** The table the records go to, and its columns as SQL over the physical ones. */
  readonly table: string;
  meaning(facts: FileFacts): Readonly<Record<string, string>>;
}

export type Format = LineFormat | FramedFormat;

/** Default export of every `src/parsers/formats/<name>.format.ts`; the folder is listed. */
export function defineFormat<T extends Format>(format: T): T {
  return Object.freeze(format);
}
