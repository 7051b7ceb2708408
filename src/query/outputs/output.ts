import type { Value } from '../../duckdb/values.ts';
import type { Parameter, Settings } from '../command-line-parameters.ts';

/** A column of a result, with the type Log Parser gives it. */
export interface OutputColumn {
  readonly name: string;
  readonly type: 'INTEGER' | 'REAL' | 'STRING' | 'TIMESTAMP' | 'NULL';
  /** Set for a TIMESTAMP that has only one of its halves. */
  readonly kind?: 'date' | 'time';
}

/** What an output format knows of the world it writes in. */
export interface OutputWorld {
  readonly now: Date;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly computerName: string;
}

export interface TextJob extends OutputWorld {
  readonly columns: readonly OutputColumn[];
  readonly settings: Settings;
  /** INTO as written, its stars replaced; `STDOUT` without one. */
  readonly target: string;
  /** Rows are being added to a file that already has some. */
  readonly isAppending: boolean;
}

/**
 * Turns rows into text. `rows` gives whole pages: on a terminal easel waits for a key between two
 * of them, everywhere else they follow one another.
 */
export interface TextWriter {
  begin(): string;
  rows(rows: readonly (readonly Value[])[]): string[];
  end(): string;
}

/** An output format that writes text, with Log Parser's name and parameters. */
export interface TextFormat {
  readonly name: string;
  readonly title: string;
  readonly parameters: readonly Parameter[];
  /** Waits for a key between pages on a terminal. */
  readonly isPaged?: boolean;
  /** Written even when there are no rows (TPL's noEmptyFile:OFF). */
  writesEmpty?(settings: Settings): boolean;
  start(job: TextJob): TextWriter;
}

/** Where the rows of a query go. Until `commit` nothing of it is visible in the file system. */
export interface RecordOutput {
  write(rows: readonly (readonly Value[])[]): Promise<void>;
  commit(): Promise<void>;
  abort(): Promise<void>;
}

export const codepageParameter: Parameter = {
  name: 'oCodepage',
  kind: 'number',
  default: '0',
  doc: 'Code page of the text: 0 or 65001 = UTF-8, -1 = UTF-16, 1252 = Western European ...',
};

export const fileModeParameter: Parameter = {
  name: 'fileMode',
  kind: 'choice',
  choices: ['0', '1', '2'],
  default: '1',
  doc: 'When the file exists: 0 adds to it, 1 replaces it, 2 keeps it and discards the output.',
};

export const timestampFormatParameter: Parameter = {
  name: 'oTsFormat',
  kind: 'text',
  default: 'yyyy-MM-dd hh:mm:ss',
  doc: 'How TIMESTAMP values are written.',
};
