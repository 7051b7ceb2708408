import type { ExpressMemory } from '../parsers/express/express-reader.ts';
import type { Format, LineFormat } from '../parsers/format.ts';
import type { Batch } from './batch.ts';
import type { Filter } from './filter.ts';
import type { FileRecord, Ledger } from './ledger.ts';
import type { Pieces } from './piece.ts';
import type { LogSource } from './source.ts';
import type { DateOrder } from '../parsers/exports/culture-dates.ts';

/** What a run was asked to do, as far as one file is concerned. */
export interface FileOptions {
  readonly formats: readonly Format[];
  /** `--format`: no other is tried. */
  readonly formatName?: string;
  /** `--server`, or what `servers:` of easel.yaml says for this file. */
  readonly server?: string;
  /** Where `server` comes from. */
  readonly serverFrom: '--server' | 'easel.yaml';
  readonly filter: Filter;
  /** `--final`: an unterminated last line is loaded. */
  readonly final: boolean;
  readonly keepQuery: boolean;
  readonly dates?: DateOrder;
  /** UTC, as DuckDB writes it. */
  readonly asOf?: string;
  /** The zone `--source-tz` names for a path. */
  readonly zoneOf: (path: string) => string | undefined;
}

/** Options with what the files of a run share while they are read. */
export interface FileContext extends FileOptions {
  readonly batch: Batch;
  readonly ledger: Ledger;
  readonly pieces: Pieces;
  readonly memory: ExpressMemory;
  /** For working copies. */
  readonly folder: string;
  readonly onBytes: (bytes: number) => void;
}

/** The zone of a file's local times, where it may have such. */
export function zoneFor(
  { path }: LogSource,
  { localTime }: LineFormat,
  { zoneOf }: FileOptions,
): string | undefined {
  return localTime === undefined ? undefined : zoneOf(path);
}

/** What became of one file. */
export type FileOutcome =
  | { readonly kind: 'loaded'; readonly how: LoadKind; readonly record: FileRecord }
  | { readonly kind: 'empty'; readonly record: FileRecord }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'shorter'; readonly known: FileRecord }
  | {
      readonly kind: 'refused';
      /** `pruned`: not even opened. */
      readonly state: 'refused' | 'pruned';
      readonly reason: string;
      readonly record: FileRecord;
    };

export type LoadKind = 'new' | 'grown' | 'rewritten' | 'wider';
