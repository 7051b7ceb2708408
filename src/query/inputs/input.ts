import type { Database } from '../../duckdb/database.ts';
import type { Parameter, Settings } from '../command-line-parameters.ts';
import type { FilePosition } from '../checkpoint.ts';
import type { Source } from '../source.ts';
import type { PlaceSurvey } from './survey.ts';

/** How a query whose files can be read twice deals with long ones (ADR 0019). */
export interface Presuming {
  /** Long files may be opened on the strength of their beginning: `OpenInput.confirmed` tells. */
  readonly isAllowed: boolean;
  /** Whole looks at files, by path. */
  readonly looks: Map<string, PlaceSurvey>;
  /** Ends at once what runs over a file that is not what it promised. */
  readonly stop: () => void;
}

/** What an input format is given to work with. */
export interface InputWorld {
  readonly database: Database;
  readonly cwd: string;
  readonly stdin: NodeJS.ReadableStream;
  readonly signal: AbortSignal;
  /** The zone of local times, an IANA name. */
  readonly tz: string;
  readonly isOffline: boolean;
  /** Only what Log Parser itself offered. */
  readonly isStrict: boolean;
  /** Present where a query may be run again: what is learned of its files, for the next time. */
  readonly presuming?: Presuming;
  /** A fresh path in the run's temporary folder. */
  temporaryPath(): string;
  /** Tells a person of what is odd. */
  warn(text: string): void;
  /** Where the last run stopped, file by file; absent without -iCheckpoint. */
  readonly checkpoint?: ReadonlyMap<string, FilePosition>;
}

export interface ParseErrors {
  readonly count: number;
  /** Message and place of the first ones, two lines each. */
  readonly details: readonly string[];
}

/** A FROM entity that is open: what `translate` reads from, and what the statistics say. */
export interface OpenInput {
  readonly source: Source;
  /**
   * Records there are to read, and what could not be read: after the query, or with `ahead` before it.
   */
  elements(): Promise<number>;
  parseErrors(atMost: number, ahead?: boolean): Promise<ParseErrors>;
  /** Throws where what the query asks for cannot be answered; called before it runs. */
  check?(): Promise<void>;
  /**
   * Looks at what was only presumed, while the query runs. False = no result of the query counts: it
   * has to be run again by a run that presumes nothing.
   */
  confirmed?(): Promise<boolean>;
  /** Where this run stops, for the next. */
  readonly positions?: ReadonlyMap<string, FilePosition>;
  /** Oddities to tell as warnings. */
  readonly warnings?: readonly string[];
}

export interface InputFormat {
  /** As in `-i:IISW3C`. */
  readonly name: string;
  readonly title: string;
  readonly parameters: readonly Parameter[];
  open(entries: readonly string[], settings: Settings, world: InputWorld): Promise<OpenInput>;
}

export const noErrors: Pick<OpenInput, 'parseErrors'> = {
  parseErrors: () => Promise.resolve({ count: 0, details: [] }),
};

/** Counts a relation's rows once, when somebody asks. */
export function countedRelation(source: Source, world: InputWorld): () => Promise<number> {
  return async () => {
    const sql = `select count(*) from ${source.relation([])} as records`;
    return Number(await world.database.value(sql));
  };
}

export const codepageParameter = (fallback: string): Parameter => ({
  name: 'iCodepage',
  kind: 'number',
  default: fallback,
  doc: 'Code page: 0 the system (UTF-8), -1 UTF-16, -2 found out, 65001 UTF-8, 1252 ...',
});

export const recurseParameter = (fallback: string): Parameter => ({
  name: 'recurse',
  kind: 'number',
  default: fallback,
  words: { ON: '-1', OFF: '0' },
  doc: 'Levels of sub-folders searched for the file names; -1 = all.',
});

export const checkpointParameter: Parameter = {
  name: 'iCheckpoint',
  kind: 'file',
  default: '',
  doc: 'File that keeps where the last run stopped; the next one goes on from there.',
};

export const minDateModParameter: Parameter = {
  name: 'minDateMod',
  kind: 'text',
  default: '',
  doc: 'Passes over files last changed before this local time (yyyy-MM-dd hh:mm:ss).',
};

export const timestampFormatParameter = (fallback: string): Parameter => ({
  name: 'iTsFormat',
  kind: 'text',
  default: fallback,
  doc: 'How timestamps are written in the input.',
});
